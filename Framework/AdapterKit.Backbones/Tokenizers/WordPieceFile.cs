using System.Text.Json.Nodes;

namespace AdapterKit.Backbones;

/// <summary>Describes the tokenizer of a BERT (Devlin et al. 2019, §3) as a <c>tokenizer.json</c>.</summary>
internal static class WordPieceFile
{
    private const string Unknown = "[UNK]";
    private const string Start = "[CLS]";
    private const string End = "[SEP]";
    private const string Padding = "[PAD]";
    private const int MaxWordLength = 100;

    /// <exception cref="BackboneException">A special token is missing, or a word piece appears twice.</exception>
    public static JsonObject Describe(string name, string vocabulary, WordPieceOptions options, out int padId)
    {
        var ids = ReadIds(name, vocabulary);
        padId = Find(Padding);
        _ = Find(Unknown);
        var (start, end) = (Find(Start), Find(End));
        return new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray(),
            ["normalizer"] = new JsonObject
            {
                ["type"] = "BertNormalizer",
                ["clean_text"] = true,
                ["handle_chinese_chars"] = options.SeparatesChineseCharacters,
                ["strip_accents"] = options.StripsAccents,
                ["lowercase"] = options.IsLowerCased,
            },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
            ["post_processor"] = new JsonObject
            {
                ["type"] = "BertProcessing",
                ["sep"] = new JsonArray(End, end),
                ["cls"] = new JsonArray(Start, start),
            },
            ["decoder"] = new JsonObject { ["type"] = "WordPiece", ["prefix"] = "##", ["cleanup"] = false },
            ["model"] = new JsonObject
            {
                ["type"] = "WordPiece",
                ["unk_token"] = Unknown,
                ["continuing_subword_prefix"] = "##",
                ["max_input_chars_per_word"] = MaxWordLength,
                ["vocab"] = new JsonObject(ids.Select(piece => KeyValuePair.Create(piece.Key, (JsonNode?)piece.Value))),
            },
        };

        int Find(string token) => ids.TryGetValue(token, out var id)
            ? id
            : throw new BackboneException($"{name} has no {token}. Use the vocab.txt that was published with the weights.");
    }

    private static Dictionary<string, int> ReadIds(string name, string vocabulary)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (id, piece) in vocabulary.TrimEnd('\r', '\n').Split('\n').Select(line => line.TrimEnd('\r')).Index())
        {
            if (!ids.TryAdd(piece, id))
                throw new BackboneException($"{name}: '{piece}' is in line {ids[piece] + 1} and in line {id + 1}.");
        }

        return ids;
    }
}
