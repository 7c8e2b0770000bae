using System.Text.Json.Nodes;

namespace AdapterKit.Backbones;

/// <summary>Whether no token of a <c>tokenizer.json</c> goes on from one word to the next.</summary>
internal static class BlankSplitting
{
    // These change a text character by character, or only at its beginning.
    private static readonly string[] LocalNormalizers =
        ["BertNormalizer", "Lowercase", "NFC", "NFD", "NFKC", "NFKD", "StripAccents", "Nmt", "Precompiled", "Prepend"];

    private static readonly string[] Splitters = ["BertPreTokenizer", "ByteLevel", "Metaspace", "Whitespace", "WhitespaceSplit"];

    /// <summary>Returns true if the description says so; false if it may be otherwise.</summary>
    public static bool IsCertain(JsonObject description) =>
        IsAbsentOrEmpty(description["added_tokens"])
        && Parts(description["normalizer"], "normalizers").All(part => LocalNormalizers.Contains(TypeOf(part)))
        && Parts(description["pre_tokenizer"], "pretokenizers").Any(IsSplitter);

    private static bool IsSplitter(JsonNode part) =>
        Splitters.Contains(TypeOf(part)) && part["split"]?.GetValue<bool>() != false && part["use_regex"]?.GetValue<bool>() != false;

    private static bool IsAbsentOrEmpty(JsonNode? tokens) => tokens is null or JsonArray { Count: 0 };

    private static string? TypeOf(JsonNode part) => part["type"]?.GetValue<string>();

    private static IEnumerable<JsonNode> Parts(JsonNode? part, string sequence)
    {
        if (part is null)
            return [];

        return TypeOf(part) == "Sequence" && part[sequence] is JsonArray parts
            ? parts.OfType<JsonNode>().SelectMany(inner => Parts(inner, sequence))
            : [part];
    }
}
