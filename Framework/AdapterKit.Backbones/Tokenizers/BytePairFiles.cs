using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdapterKit.Backbones;

/// <summary>
/// Describes the tokenizer of GPT-2 (Radford et al. 2019, §2.2), byte pairs that merges build from bytes, as a <c>tokenizer.json</c>.
/// </summary>
internal static class BytePairFiles
{
    private const string Version = "#version";
    private const string End = "<|endoftext|>";

    /// <param name="vocabularyPath">A <c>vocab.json</c>: the id of each token.</param>
    /// <param name="mergesPath">A <c>merges.txt</c>: a pair of tokens per line, in the order in which they are merged.</param>
    /// <param name="hasLeadingBlank">Whether a text is read as if a blank stood before it.</param>
    /// <exception cref="BackboneException">A file is missing or malformed.</exception>
    public static JsonObject Describe(string vocabularyPath, string mergesPath, bool hasLeadingBlank)
    {
        var vocabulary = ReadVocabulary(vocabularyPath);
        return new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray([.. vocabulary.Where(token => token.Key == End).Select(DescribeSpecial)]),
            ["normalizer"] = null,
            ["pre_tokenizer"] = DescribeBytes(hasLeadingBlank),
            ["post_processor"] = DescribeBytes(hasLeadingBlank),
            ["decoder"] = DescribeBytes(hasLeadingBlank),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray([.. ReadMerges(mergesPath).Select(merge => (JsonNode?)merge)]),
            },
        };
    }

    private static JsonObject DescribeBytes(bool hasLeadingBlank) => new()
    {
        ["type"] = "ByteLevel",
        ["add_prefix_space"] = hasLeadingBlank,
        ["trim_offsets"] = true,
        ["use_regex"] = true,
    };

    private static JsonObject DescribeSpecial(KeyValuePair<string, JsonNode?> token) => new()
    {
        ["id"] = token.Value!.DeepClone(),
        ["content"] = token.Key,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };

    private static JsonObject ReadVocabulary(string path)
    {
        try
        {
            var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
            return JsonNode.Parse(ModelFiles.Read(path), documentOptions: strict) is JsonObject ids && ids.All(IsId)
                ? ids
                : throw new BackboneException($"{path} is not a JSON object with the id of each token.");
        }
        catch (JsonException error)
        {
            throw new BackboneException($"{path} is not valid JSON: {error.Message}", error);
        }
    }

    private static bool IsId(KeyValuePair<string, JsonNode?> token) =>
        token.Value is JsonValue value && value.TryGetValue<int>(out var id) && id >= 0;

    private static IEnumerable<string> ReadMerges(string path)
    {
        foreach (var (index, line) in File.ReadLines(path).Index())
        {
            if (line.Length == 0 || line.StartsWith(Version, StringComparison.Ordinal))
                continue;

            yield return line.Split(' ') is [{ Length: > 0 }, { Length: > 0 }]
                ? line
                : throw new BackboneException($"{path}: line {index + 1} is '{line}', not two tokens with a blank between them.");
        }
    }
}
