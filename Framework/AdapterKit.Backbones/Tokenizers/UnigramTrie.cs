namespace AdapterKit.Backbones;

/// <summary>The pieces of a unigram vocabulary as a trie over UTF-16 code units.</summary>
internal sealed class UnigramTrie
{
    /// <summary>The node where every walk starts.</summary>
    public const int Root = 0;

    private const int NoPiece = -1;
    private readonly Dictionary<(int Node, char Unit), int> children = [];
    private readonly List<(int Id, double Score)> pieces = [(NoPiece, 0)];
    private readonly Dictionary<int, string> texts = [];

    /// <summary>All pieces.</summary>
    public IEnumerable<string> Texts => texts.Values;

    /// <summary>Adds a piece; it replaces an earlier piece with the same text.</summary>
    public void Add(string text, int id, double score)
    {
        var node = Root;
        foreach (var unit in text)
        {
            if (!children.TryGetValue((node, unit), out var child))
            {
                children[(node, unit)] = child = pieces.Count;
                pieces.Add((NoPiece, 0));
            }

            node = child;
        }

        pieces[node] = (id, score);
        texts[id] = text;
    }

    /// <summary>Returns the text of a piece; <see langword="null"/> if no piece has this id.</summary>
    public string? GetText(int id) => texts.GetValueOrDefault(id);

    /// <summary>Walks to the next node; false if no piece continues with <paramref name="unit"/>.</summary>
    public bool TryStep(ref int node, char unit) => children.TryGetValue((node, unit), out node);

    /// <summary>Gets the piece that ends at a node.</summary>
    public bool TryGetPiece(int node, out int id, out double score)
    {
        (id, score) = pieces[node];
        return id != NoPiece;
    }
}
