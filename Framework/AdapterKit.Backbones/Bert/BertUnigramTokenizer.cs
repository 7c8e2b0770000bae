namespace AdapterKit.Backbones;

/// <summary>The pieces of Universal Sentence Encoder lite, and after them <c>[PAD]</c>, <c>[CLS]</c> and <c>[MASK]</c>; every text begins with <c>[CLS]</c>.</summary>
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
    /// <param name="file">Path of the file.</param>
    /// <exception cref="BackboneException">The file is missing or not the published one, or this process cannot normalise Unicode.</exception>
    public static BertUnigramTokenizer Open(string file) =>
        new(new UseLiteTokenizer(UseLiteVocabulary.Parse(ModelFiles.ReadPinned(file, UseLiteModel.VocabularyHash), file)));

    /// <inheritdoc />
    public int[] Tokenize(string text) => [ClassId, .. pieces.Tokenize(text)];

    /// <inheritdoc />
    public string TextOf(int id) =>
        id == PadId ? "[PAD]" : id == ClassId ? "[CLS]" : id == MaskId ? "[MASK]" : pieces.TextOf(id);
}
