namespace AdapterKit.Backbones;

/// <summary>The pieces of a unigram vocabulary, found by walking from one UTF-16 unit to the next.</summary>
internal sealed class UnigramTrie
{
    /// <summary>Where every walk begins.</summary>
    public const int Root = 0;

    private const int NoPiece = -1;
    private readonly Dictionary<(int Node, char Unit), int> children = [];
    private readonly List<(int Id, double Score)> pieces = [(NoPiece, 0)];
    private readonly Dictionary<int, string> texts = [];

    /// <summary>Adds a piece; a later one with the same text takes the place of the earlier one.</summary>
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

    /// <summary>A piece's text; <see langword="null"/> where the id is no piece's.</summary>
    public string? TextOf(int id) => texts.GetValueOrDefault(id);

    /// <summary>Steps to the next node; false where no piece goes on with <paramref name="unit"/>.</summary>
    public bool Step(ref int node, char unit) => children.TryGetValue((node, unit), out node);

    /// <summary>The piece that ends at a node, if one does.</summary>
    public bool TryGetPiece(int node, out int id, out double score)
    {
        (id, score) = pieces[node];
        return id != NoPiece;
    }
}
