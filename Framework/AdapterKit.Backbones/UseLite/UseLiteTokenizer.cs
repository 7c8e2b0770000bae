using System.Text;

namespace AdapterKit.Backbones;

/// <summary>The unigram tokenizer (Kudo 2018) of Universal Sentence Encoder lite, with the original's quirks: the weights were trained with them.</summary>
public sealed class UseLiteTokenizer : ITokenizer
{
    private const char Space = '\u2581';
    private const int Unknown = 0;
    private readonly UnigramTrie pieces;

    internal UseLiteTokenizer(UnigramTrie pieces)
    {
        // Without ICU, or in invariant mode, .NET normalises nothing and says nothing.
        if ("\uFB01".Normalize(NormalizationForm.FormKC) != "fi")
            throw new BackboneException(
                "Unicode normalisation does nothing in this process, so that texts would silently get other tokens than the model knows. "
                + "Install ICU (libicu) and leave InvariantGlobalization and DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.");
        this.pieces = pieces;
    }

    /// <inheritdoc />
    public int PadId => Unknown;

    /// <summary>Opens <c>vocab.json</c> of the model.</summary>
    /// <param name="file">Path of the file.</param>
    /// <exception cref="BackboneException">The file is missing or no vocabulary, or this process cannot normalise Unicode.</exception>
    public static UseLiteTokenizer Open(string file) =>
        new(UseLiteVocabulary.Parse(ModelFiles.Read(file), file));

    /// <summary>All ids of a text; an empty text has none, and runs of unknown characters share one.</summary>
    /// <param name="text">Any text, even one with lone surrogates.</param>
    public int[] Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalized = WithoutLoneSurrogates(text).Normalize(NormalizationForm.FormKC);
        return normalized.Length == 0 ? [] : Backtrack(Lattice(Space + normalized.Replace(' ', Space)));
    }

    /// <summary>A piece's text, with a low line for the space before a word; <c>?</c> for what is unknown.</summary>
    /// <param name="id">An id.</param>
    public string TextOf(int id) => pieces.TextOf(id)?.Replace(Space, '_') ?? "?";

    // Normalize throws on a lone surrogate, which the original passes on. U+FFFD is as unknown to the vocabulary as the surrogate is.
    private static string WithoutLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Viterbi: for every end the piece that leads to it on the best path.</summary>
    private (int Id, int Length)[] Lattice(string text)
    {
        var best = new double[text.Length + 1];
        var last = new (int Id, int Length)[text.Length + 1];
        Array.Fill(last, (Unknown, 1));
        for (var start = 0; start < text.Length; start++)
        {
            var (node, found) = (UnigramTrie.Root, false);
            for (var end = start; end < text.Length && pieces.Step(ref node, text[end]); end++)
            {
                if (!pieces.TryGetPiece(node, out var id, out var score)) continue;
                found = true;
                Offer(start, end + 1, id, score);
            }
            if (!found) Offer(start, start + 1, Unknown, 0);
        }
        return last;

        // The original takes 0 for "no path yet", and on a tie the later start: both decide real texts.
        void Offer(int start, int end, int id, double score)
        {
            var total = best[start] + score;
            if (best[end] != 0 && total < best[end]) return;
            best[end] = total;
            last[end] = (id, end - start);
        }
    }

    private static int[] Backtrack((int Id, int Length)[] last)
    {
        var ids = new List<int>();
        for (var end = last.Length - 1; end > 0; end -= last[end].Length)
        {
            var id = last[end].Id;
            if (id != Unknown || ids.Count == 0 || ids[^1] != Unknown) ids.Add(id);
        }
        ids.Reverse();
        return [.. ids];
    }
}
