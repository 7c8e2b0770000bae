using System.Globalization;
using System.Text.Json;

namespace AdapterKit;

/// <summary>
/// What a kind of task reads, predicts and is scored by. It is all that trainer, evaluation, bundles and commands know of a task besides
/// its modules; they do the same with every kind.
/// </summary>
/// <remarks>
/// A new kind derives from <see cref="TaskKind{TTarget, TPrediction}"/>; its base class of tasks has a static property <c>Kind</c>, which
/// the compiler writes into the declaration of each derived task.
/// </remarks>
public abstract class TaskKind
{
    private protected TaskKind()
    {
    }

    /// <summary>The name of the kind; a bundle stores it.</summary>
    public abstract string Id { get; }

    /// <summary>What the task reads; one text by default.</summary>
    public virtual TaskReading Reading => TaskReading.Text;

    /// <summary>How tasks on a backbone read it; with the same columns on every backbone.</summary>
    /// <param name="backbone">The backbone.</param>
    public virtual TaskReading ReadingOn(Backbone backbone) => Reading;

    /// <summary>The default name of the column of the targets.</summary>
    public virtual string TargetColumn => "label";

    /// <summary>What a target is in JSON, for messages.</summary>
    public virtual string TargetForm => "a string or an integer";

    /// <summary>
    /// Whether what a task reads is its target, as a text is for a language model: data files need no column of targets beside those of the
    /// <see cref="Reading"/>.
    /// </summary>
    public virtual bool ReadsTarget => false;

    /// <summary>The number of outputs of the head.</summary>
    /// <param name="labels">The labels of the task.</param>
    public virtual int CountOutputs(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Count;
    }

    /// <summary>Returns a target in JSON as it is written in a table.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text; <see langword="null"/> if it is not of the <see cref="TargetForm"/>.</returns>
    public virtual string? ReadJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Reads what tasks shall predict, as data files have it.</summary>
    /// <param name="labels">The labels of the task.</param>
    /// <param name="written">The target of each text, as text.</param>
    /// <exception cref="UnknownLabelException">A target names a label that the task does not have.</exception>
    /// <exception cref="ArgumentException">A target is malformed.</exception>
    public abstract TaskTargets ReadTargets(IReadOnlyList<string> labels, IReadOnlyList<string> written);

    /// <summary>Interprets the logits of one text.</summary>
    /// <param name="labels">The labels of the task.</param>
    /// <param name="logits">What the head computes for the text; token by token for a head that reads tokens.</param>
    /// <param name="text">The tokens of the text.</param>
    public abstract TaskPrediction Interpret(IReadOnlyList<string> labels, ReadOnlySpan<double> logits, TokenizedText text);
}

/// <summary>A kind of task, with types for its targets and its predictions.</summary>
/// <typeparam name="TTarget">What a task shall predict for a text.</typeparam>
/// <typeparam name="TPrediction">What a task predicts for a text.</typeparam>
public abstract class TaskKind<TTarget, TPrediction> : TaskKind
    where TPrediction : TaskPrediction
{
    /// <summary>Reads a target.</summary>
    /// <param name="labels">The labels of the task.</param>
    /// <param name="written">The target as a data file has it.</param>
    /// <exception cref="UnknownLabelException">The target names a label that the task does not have.</exception>
    /// <exception cref="ArgumentException">The target is malformed.</exception>
    public abstract TTarget ReadTarget(IReadOnlyList<string> labels, string written);

    /// <summary>Refuses a target that does not fit its text, such as tags that are fewer than the words.</summary>
    /// <param name="target">The target.</param>
    /// <param name="input">The text, or the pair of texts.</param>
    /// <exception cref="ArgumentException">The target does not fit.</exception>
    public virtual void RequireFits(TTarget target, TaskInput input)
    {
    }

    /// <summary>Creates the targets of some texts, for <see cref="TaskAdapter.ComputeLoss"/>.</summary>
    /// <param name="labels">The labels of the task.</param>
    /// <param name="targets">The target of each text.</param>
    /// <param name="texts">The tokens of each text.</param>
    /// <returns>
    /// A tensor on the CPU, owned by the caller. Its first dimension is the texts; if the tasks read tokens
    /// (<see cref="TaskAdapter.ReadsTokens"/>), the second is the tokens, as many as the longest text has.
    /// </returns>
    public abstract Tensor CreateTargets(
        IReadOnlyList<string> labels, IReadOnlyList<TTarget> targets, IReadOnlyList<TokenizedText> texts);

    /// <inheritdoc />
    public abstract override TPrediction Interpret(IReadOnlyList<string> labels, ReadOnlySpan<double> logits, TokenizedText text);

    /// <summary>Compares predictions with targets.</summary>
    /// <param name="labels">The labels of the task.</param>
    /// <param name="pairs">Target and prediction of each text.</param>
    public abstract TaskScores Score(IReadOnlyList<string> labels, IReadOnlyList<(TTarget Target, TPrediction Prediction)> pairs);

    /// <summary>Returns the labels that a target names; none unless the kind has labels.</summary>
    /// <param name="labels">The labels of the task.</param>
    /// <param name="target">The target.</param>
    public virtual IReadOnlyList<string> LabelsOf(IReadOnlyList<string> labels, TTarget target) => [];

    /// <summary>
    /// Returns the group of a target whose members are to be spread evenly over the parts of a split; all texts by default.
    /// </summary>
    /// <param name="labels">The labels of the task.</param>
    /// <param name="target">The target.</param>
    public virtual string GroupOf(IReadOnlyList<string> labels, TTarget target) => "";

    /// <summary>Computes weights of the labels that make up for their frequency.</summary>
    /// <param name="labels">The labels of the task.</param>
    /// <param name="targets">The targets of all training texts.</param>
    /// <returns>One weight for each label; <see langword="null"/> for a kind whose loss has none.</returns>
    public virtual float[]? ComputeLabelWeights(IReadOnlyList<string> labels, IReadOnlyList<TTarget> targets) => null;

    /// <inheritdoc />
    public sealed override TaskTargets ReadTargets(IReadOnlyList<string> labels, IReadOnlyList<string> written)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(written);
        return new TaskTargets<TTarget, TPrediction>(this, labels, [.. written.Select(text => ReadTarget(labels, text))]);
    }
}
