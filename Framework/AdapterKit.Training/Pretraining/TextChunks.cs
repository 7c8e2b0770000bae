using AdapterKit.Backbones;

namespace AdapterKit.Training;

/// <summary>Splits texts into chunks that a model reads at once, each with a leading <c>[CLS]</c>.</summary>
internal static class TextChunks
{
    // Shorter remainders at the end of a text are left out.
    private const int MinTokens = 8;

    public static IReadOnlyList<int[]> Create(IEnumerable<string> texts, IMaskingTokenizer tokenizer, int maxTokens) =>
    [
        .. texts.SelectMany(text => tokenizer.Tokenize(text)
            .Where(id => id < tokenizer.Pieces)
            .Chunk(maxTokens - 1)
            .Where(chunk => chunk.Length >= MinTokens)
            .Select(chunk => (int[])[tokenizer.ClassId, .. chunk])),
    ];
}
