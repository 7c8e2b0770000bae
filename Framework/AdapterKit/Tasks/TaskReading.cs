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

    /// <summary>The default names of the columns that are read: one text, or the two of a pair.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Tokenizes what a task reads.</summary>
    /// <param name="tokenizer">The tokenizer of the backbone.</param>
    /// <param name="input">The text, or the pair of texts.</param>
    /// <param name="maxTokens">The number of tokens to keep.</param>
    public abstract TokenizedText Tokenize(ITokenizer tokenizer, TaskInput input, int maxTokens);
}

/// <summary>Reads one text.</summary>
internal sealed class TextReading : TaskReading
{
    public override IReadOnlyList<string> Columns { get; } = ["text"];

    public override TokenizedText Tokenize(ITokenizer tokenizer, TaskInput input, int maxTokens) =>
        TokenizedText.Create(tokenizer, input.Text, maxTokens);
}
