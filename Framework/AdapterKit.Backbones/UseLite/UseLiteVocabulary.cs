using System.Text.Json;

namespace AdapterKit.Backbones;

/// <summary>Reads <c>vocab.json</c>: a list of pieces, each a text and its log probability.</summary>
internal static class UseLiteVocabulary
{
    // 0 stands for everything unknown, 1 to 5 are never emitted.
    private const int FirstPiece = 6;

    /// <exception cref="BackboneException">The file is no vocabulary.</exception>
    public static UnigramTrie Parse(ReadOnlyMemory<byte> json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var trie = new UnigramTrie();
            foreach (var (id, row) in document.RootElement.EnumerateArray().Index())
                if (id >= FirstPiece) Add(trie, id, row, file);
            return trie;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new BackboneException($"{file} is not a list of [piece, score] pairs: {e.Message}", e);
        }
    }

    private static void Add(UnigramTrie trie, int id, JsonElement row, string file)
    {
        if (row.GetArrayLength() != 2 || row[0].GetString() is not { Length: > 0 } text)
            throw new BackboneException($"{file}: row {id} is {row}, not a piece and its score.");

        // The tokenizer walks UTF-16 units where the original walks code points; that is the same only while no piece holds a surrogate.
        if (text.Any(char.IsSurrogate))
            throw new BackboneException($"{file}: row {id} has a character outside of the basic plane, which this tokenizer does not read.");

        // Seven rows lost their score when the vocabulary was published. The original counts null as 0, the best score there is,
        // and the model was run with that ever since.
        trie.Add(text, id, row[1].ValueKind == JsonValueKind.Null ? 0 : row[1].GetDouble());
    }
}
