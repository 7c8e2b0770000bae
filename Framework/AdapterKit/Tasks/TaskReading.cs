namespace AdapterKit;

/// <summary>What tasks read, and how it becomes tokens.</summary>
/// <remarks>Tasks with the same reading share the passes of a <see cref="TaskPredictor"/>.</remarks>
public abstract class TaskReading
{
    /// <summary>One text.</summary>
    public static TaskReading Text { get; } = new TextReading();

    /// <summary>Two texts in one sequence, as the tokenizer joins pairs.</summary>
    public static TaskReading Pair { get; } = new PairReading();

    /// <summary>One text word by word: what stands between white space.</summary>
    public static TaskReading Words { get; } = new WordReading();

    /// <summary>One image.</summary>
    public static TaskReading Image { get; } = new ImageReading();

    /// <summary>The default names of the columns that are read: one text, or the two of a pair; none for images, which are files.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Whether tasks read pairs of texts.</summary>
    public bool IsPaired => Columns.Count > 1;

    /// <summary>Whether tasks read images.</summary>
    public bool ReadsImages => Columns.Count == 0;

    /// <summary>What tasks read, for messages: <c>one text</c>, <c>pairs of texts</c> or <c>images</c>.</summary>
    public string Inputs => ReadsImages ? "images" : IsPaired ? "pairs of texts" : "one text";

    /// <summary>Whether an input is of the form that tasks read.</summary>
    /// <param name="input">The input.</param>
    public bool Fits(TaskInput input) => input.Image is not null == ReadsImages && input.Second is not null == IsPaired;

    /// <summary>Tokenizes what a task reads.</summary>
    /// <param name="backbone">The backbone of the task; borrowed.</param>
    /// <param name="input">An input that <see cref="Fits"/>.</param>
    /// <param name="maxTokens">The number of tokens of a text to keep.</param>
    public abstract TokenizedText Tokenize(Backbone backbone, TaskInput input, int maxTokens);
}

/// <summary>Reads one text.</summary>
internal sealed class TextReading : TaskReading
{
    public override IReadOnlyList<string> Columns { get; } = ["text"];

    public override TokenizedText Tokenize(Backbone backbone, TaskInput input, int maxTokens) =>
        TokenizedText.Create(backbone.Tokenizer, input.Text, maxTokens);
}
