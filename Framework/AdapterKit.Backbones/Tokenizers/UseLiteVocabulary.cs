using System.Text.Json;

namespace AdapterKit.Backbones;

/// <summary>Reads <c>vocab.json</c>: a list of pieces, each a text and its log probability.</summary>
internal static class UseLiteVocabulary
{
    /// <summary>The hash of the published vocabulary.</summary>
    public const string PublishedHash = "sha256:1ad860b9720c16cd48e666d664a556b2515c04f5a26a4b53c0372427913b1b8e";

    // Id 0 stands for unknown text; ids 1 to 5 are never produced.
    private const int FirstPiece = 6;

    /// <exception cref="BackboneException">The file is not a vocabulary.</exception>
    public static UnigramTrie Parse(ReadOnlyMemory<byte> json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var trie = new UnigramTrie();
            foreach (var (id, row) in document.RootElement.EnumerateArray().Index().Skip(FirstPiece))
                Add(trie, id, row, file);

            return trie;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new BackboneException($"{file} is not a list of [piece, score] pairs: {error.Message}", error);
        }
    }

    private static void Add(UnigramTrie trie, int id, JsonElement row, string file)
    {
        if (row.GetArrayLength() != 2 || row[0].GetString() is not { Length: > 0 } text)
            throw new BackboneException($"{file}: row {id} is {row}, not a piece and its score.");

        // The tokenizer walks UTF-16 code units, the original walks code points; they agree only while no piece contains a surrogate.
        if (text.Any(char.IsSurrogate))
            throw new BackboneException($"{file}: row {id} has a character outside the basic multilingual plane, which is not supported.");

        // Seven rows of the published vocabulary have no score. The original reads null as 0, the best possible score,
        // and the model has always been run that way.
        trie.Add(text, id, row[1].ValueKind == JsonValueKind.Null ? 0 : row[1].GetDouble());
    }
}
