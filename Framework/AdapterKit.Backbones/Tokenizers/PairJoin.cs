using System.Text.Json.Nodes;

namespace AdapterKit.Backbones;

/// <summary>How a tokenizer joins two texts, read from the post-processor of its <c>tokenizer.json</c>.</summary>
internal static class PairJoin
{
    /// <summary>Returns the special tokens between the texts; null if the description does not say.</summary>
    public static int[]? Read(JsonNode? processor) => processor?["type"]?.GetValue<string>() switch
    {
        "BertProcessing" => [ReadId(processor["sep"])],
        "RobertaProcessing" => [ReadId(processor["sep"]), ReadId(processor["sep"])],
        "TemplateProcessing" => ReadTemplate(processor),
        "Sequence" => processor["processors"]?.AsArray().Select(Read).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static int ReadId(JsonNode? token) => token![1]!.GetValue<int>();

    // The tokens between the first text and the second, such as [SEP] in "[CLS] $A [SEP] $B [SEP]".
    private static int[]? ReadTemplate(JsonNode processor)
    {
        if (processor["pair"] is not JsonArray pair || processor["special_tokens"] is not { } tokens)
            return null;

        var between = pair.SkipWhile(part => part?["Sequence"] is null).Skip(1).TakeWhile(part => part?["Sequence"] is null);
        return [.. between.SelectMany(part => ((JsonArray)tokens[part!["SpecialToken"]!["id"]!.GetValue<string>()]!["ids"]!)
            .Select(id => id!.GetValue<int>()))];
    }
}
