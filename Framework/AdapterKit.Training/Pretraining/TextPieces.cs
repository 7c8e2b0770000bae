using AdapterKit.Backbones;

namespace AdapterKit.Training;

/// <summary>Texts cut into pieces that a model can read at once, each with <c>[CLS]</c> before it.</summary>
internal static class TextPieces
{
    // The tail of a text that says no more than this is left out.
    private const int Fewest = 8;

    public static IReadOnlyList<int[]> Of(IEnumerable<string> texts, IMaskingTokenizer tokenizer, int maxTokens) =>
    [
        .. texts.SelectMany(text => tokenizer.Encode(text)
            .Where(id => id < tokenizer.Pieces)
            .Chunk(maxTokens - 1)
            .Where(piece => piece.Length >= Fewest)
            .Select(piece => (int[])[tokenizer.ClassId, .. piece])),
    ];
}
