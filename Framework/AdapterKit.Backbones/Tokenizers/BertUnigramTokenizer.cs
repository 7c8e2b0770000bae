namespace AdapterKit.Backbones;

/// <summary>
/// Tokenizes into the pieces of Universal Sentence Encoder lite, followed in the vocabulary by <c>[PAD]</c>, <c>[CLS]</c> and
/// <c>[MASK]</c>. Every text starts with <c>[CLS]</c>.
/// </summary>
public sealed class BertUnigramTokenizer : IMaskingTokenizer
{
    private readonly UseLiteTokenizer pieces;

    private BertUnigramTokenizer(UseLiteTokenizer pieces) => this.pieces = pieces;

    /// <inheritdoc />
    public int Pieces => 8000;

    /// <inheritdoc />
    public int PadId => Pieces;

    /// <inheritdoc />
    public int ClassId => Pieces + 1;

    /// <inheritdoc />
    public int MaskId => Pieces + 2;

    /// <summary>The number of ids.</summary>
    public int Vocabulary => Pieces + 3;

    /// <summary>Opens the published <c>vocab.json</c>.</summary>
    /// <param name="file">The path of the file.</param>
    /// <exception cref="BackboneException">
    /// The file is missing or different from the published one, or this process cannot normalize Unicode.
    /// </exception>
    public static BertUnigramTokenizer Open(string file) => new(UseLiteTokenizer.OpenPublished(file));

    /// <inheritdoc />
    public bool SplitsAtBlanks => pieces.SplitsAtBlanks;

    /// <inheritdoc />
    public int[] Tokenize(string text) => [ClassId, .. pieces.Tokenize(text)];

    /// <inheritdoc />
    public TokenizedText TokenizePair(string first, string second, int maxTokens) =>
        TokenPairs.Join(
            [ClassId], pieces.TokenizeStart(first, maxTokens), [], pieces.TokenizeStart(second, maxTokens), [], maxTokens);

    /// <inheritdoc />
    public TokenizedText TokenizeWords(IReadOnlyList<string> words, int maxTokens) =>
        TokenWords.Join([ClassId], words.Select(word => (word, pieces.Tokenize(word))), [], maxTokens);

    /// <inheritdoc />
    public string TextOf(int id)
    {
        if (id == PadId)
            return "[PAD]";

        if (id == ClassId)
            return "[CLS]";

        return id == MaskId ? "[MASK]" : pieces.TextOf(id);
    }
}
