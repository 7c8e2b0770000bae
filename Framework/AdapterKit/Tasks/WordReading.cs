namespace AdapterKit;

/// <summary>Reads one text word by word.</summary>
internal sealed class WordReading : TaskReading
{
    public override IReadOnlyList<string> Columns { get; } = ["text"];

    /// <summary>Splits a text into words: what stands between white space.</summary>
    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public override TokenizedText Tokenize(Backbone backbone, TaskInput input, int maxTokens) =>
        backbone.Tokenizer.TokenizeWords(Split(input.Text), maxTokens);
}
