using System.Text;

namespace AdapterKit.Backbones;

/// <summary>
/// The unigram tokenizer (Kudo 2018) of Universal Sentence Encoder lite. It reproduces the quirks of the original, because the weights
/// were trained with them.
/// </summary>
public sealed class UseLiteTokenizer : ITokenizer
{
    private const char Space = '\u2581';
    private const int Unknown = 0;
    private readonly UnigramTrie pieces;

    internal UseLiteTokenizer(UnigramTrie pieces)
    {
        // Without ICU, or in invariant mode, .NET silently normalizes nothing.
        if ("\uFB01".Normalize(NormalizationForm.FormKC) != "fi")
        {
            throw new BackboneException(
                "This process cannot normalize Unicode, so texts would silently get other tokens than those the model was trained with. "
                + "Install ICU (libicu) and leave InvariantGlobalization and DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.");
        }

        this.pieces = pieces;
        SplitsAtBlanks = !pieces.Texts.Any(HasInnerSpace);
    }

    /// <inheritdoc />
    public int PadId => Unknown;

    /// <inheritdoc />
    /// <remarks>The best path to a position does not depend on what follows, and every path goes through the end of a word.</remarks>
    public bool SplitsAtBlanks { get; }

    /// <summary>Opens a vocabulary in the form of the model's <c>vocab.json</c>.</summary>
    /// <param name="file">The path of the file.</param>
    /// <exception cref="BackboneException">The file is missing or not a vocabulary, or this process cannot normalize Unicode.</exception>
    public static UseLiteTokenizer Open(string file) => new(UseLiteVocabulary.Parse(ModelFiles.Read(file), file));

    /// <summary>Returns all ids of a text. An empty text has none; a run of unknown characters shares one.</summary>
    /// <param name="text">Any text, including one with lone surrogates.</param>
    public int[] Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalized = ReplaceLoneSurrogates(text).Normalize(NormalizationForm.FormKC);
        return normalized.Length == 0 ? [] : Backtrack(FindBestPieces(Space + normalized.Replace(' ', Space)));
    }

    /// <summary>Returns the text of a piece, with a low line for the space before a word; <c>?</c> for an unknown id.</summary>
    /// <param name="id">The id.</param>
    public string TextOf(int id) => pieces.GetText(id)?.Replace(Space, '_') ?? "?";

    /// <summary>Opens the published vocabulary and refuses any other.</summary>
    /// <param name="file">The path of the file.</param>
    /// <exception cref="BackboneException">
    /// The file is missing or different from the published one, or this process cannot normalize Unicode.
    /// </exception>
    internal static UseLiteTokenizer OpenPublished(string file) =>
        new(UseLiteVocabulary.Parse(ModelFiles.ReadPinned(file, UseLiteVocabulary.PublishedHash), file));

    // A piece that goes on from the end of a word to the next one.
    private static bool HasInnerSpace(string piece) =>
        piece.Index().Any(unit => unit.Index > 0 && unit.Item == Space && piece[unit.Index - 1] != Space);

    // Normalize throws on a lone surrogate; the original accepts it. U+FFFD is just as unknown to the vocabulary.
    private static string ReplaceLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Viterbi search: for every end position, the last piece of the best path to it.</summary>
    private (int Id, int Length)[] FindBestPieces(string text)
    {
        var best = new double[text.Length + 1];
        var last = new (int Id, int Length)[text.Length + 1];
        Array.Fill(last, (Unknown, 1));
        for (var start = 0; start < text.Length; start++)
        {
            var (node, found) = (UnigramTrie.Root, false);
            for (var end = start; end < text.Length && pieces.TryStep(ref node, text[end]); end++)
            {
                if (!pieces.TryGetPiece(node, out var id, out var score))
                    continue;

                found = true;
                Relax(start, end + 1, id, score);
            }

            if (!found)
                Relax(start, start + 1, Unknown, 0);
        }

        return last;

        // The original treats 0 as "no path yet" and prefers the later start on a tie; both decide real texts.
        void Relax(int start, int end, int id, double score)
        {
            var total = best[start] + score;
            if (best[end] != 0 && total < best[end])
                return;

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
            if (id != Unknown || ids.Count == 0 || ids[^1] != Unknown)
                ids.Add(id);
        }

        ids.Reverse();
        return [.. ids];
    }
}
