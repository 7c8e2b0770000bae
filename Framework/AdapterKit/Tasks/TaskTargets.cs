namespace AdapterKit;

/// <summary>What a task shall predict for some texts.</summary>
public abstract class TaskTargets
{
    private protected TaskTargets()
    {
    }

    /// <summary>The number of texts.</summary>
    public abstract int Count { get; }

    /// <summary>Refuses a target that does not fit its text, such as tags that are fewer than the words.</summary>
    /// <param name="index">The text.</param>
    /// <param name="input">The text itself, or the pair of texts.</param>
    /// <exception cref="ArgumentException">The target does not fit.</exception>
    public abstract void RequireFits(int index, TaskInput input);

    /// <summary>Returns the labels that the target of a text names; none for a kind without labels.</summary>
    /// <param name="index">The text.</param>
    public abstract IReadOnlyList<string> LabelsOf(int index);

    /// <summary>Returns the group of a text whose members are to be spread evenly over the parts of a split.</summary>
    /// <param name="index">The text.</param>
    public abstract string GroupOf(int index);

    /// <summary>Creates the targets of some texts, for <see cref="TaskAdapter.ComputeLoss"/>.</summary>
    /// <param name="indices">The texts.</param>
    /// <param name="tokens">The tokens of the same texts.</param>
    /// <returns>
    /// A tensor on the CPU, owned by the caller, <c>[texts, …]</c>; <c>[texts, tokens, …]</c> for a kind that reads tokens.
    /// </returns>
    public abstract Tensor CreateTensor(IReadOnlyList<int> indices, IReadOnlyList<TokenizedText> tokens);

    /// <summary>Computes weights of the labels that make up for their frequency.</summary>
    /// <returns>One weight for each label; <see langword="null"/> for a kind whose loss has none.</returns>
    public abstract float[]? ComputeLabelWeights();

    /// <summary>Compares predictions with the targets.</summary>
    /// <param name="predictions">The prediction of each text.</param>
    public abstract TaskScores Score(IReadOnlyList<TaskPrediction> predictions);
}

/// <summary>The targets of one kind.</summary>
internal sealed class TaskTargets<TTarget, TPrediction>(
    TaskKind<TTarget, TPrediction> kind, IReadOnlyList<string> labels, IReadOnlyList<TTarget> targets) : TaskTargets
    where TPrediction : TaskPrediction
{
    public override int Count => targets.Count;

    public override void RequireFits(int index, TaskInput input) => kind.RequireFits(targets[index], input);

    public override IReadOnlyList<string> LabelsOf(int index) => kind.LabelsOf(labels, targets[index]);

    public override string GroupOf(int index) => kind.GroupOf(labels, targets[index]);

    public override Tensor CreateTensor(IReadOnlyList<int> indices, IReadOnlyList<TokenizedText> tokens) =>
        kind.CreateTargets(labels, [.. indices.Select(index => targets[index])], tokens);

    public override float[]? ComputeLabelWeights() => kind.ComputeLabelWeights(labels, targets);

    public override TaskScores Score(IReadOnlyList<TaskPrediction> predictions) =>
        kind.Score(labels, [.. targets.Zip(predictions, (target, prediction) => (target, (TPrediction)prediction))]);
}
