using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AdapterKit.Server;

[Description("Texts that a task continues, or writes another one for.")]
internal sealed record GenerateRequest(
    [property: Description("The texts.")] IReadOnlyList<string?>? Texts,
    [property: Description("The maximum number of new tokens of a text; 64 by default.")] int? MaxTokens = null,
    [property: Description("What logits are divided by before a token is drawn; 0, the default, for the most likely token.")]
    double? Temperature = null,
    [property: Description("The number of most likely tokens among which one is drawn; 0, the default, for all.")] int? TopK = null,
    [property: Description("The probability of the smallest set of most likely tokens among which one is drawn; 1, the default, for all.")]
    double? TopP = null,
    [property: Description("The number of beams; 1 by default. With several, no token is drawn, and none is final before the last.")]
    int? Beams = null,
    [property: Description("How beams of different lengths are compared; 1 by default, more prefers longer texts.")]
    double? LengthPenalty = null,
    [property: Description("What logits of tokens that the text has already are divided by; 1 by default.")]
    double? RepetitionPenalty = null,
    [property: Description("Texts at which a text ends; they are part of it.")] IReadOnlyList<string?>? Stop = null,
    [property: Description("The seed of the draws, the same for the same texts; drawn itself by default.")] int? Seed = null,
    [property: Description("Whether the answer is a stream of server-sent events, one for each token.")] bool? Stream = null,
    [property: Description("How long the answer may take, in milliseconds. Then a text ends as it is.")] int? TimeoutMs = null);

[Description("What a task has written for each text, in order.")]
internal sealed record GenerateResponse(
    string Task, BackboneInfo Backbone, IReadOnlyList<WrittenText> Texts, TokenUsage Usage, [property: Description("The seed.")] int Seed);

[Description("What was written for one text, or an error in its place.")]
internal sealed record WrittenText(
    [property: Description("The new text.")] string? Text,
    [property: Description("Why it ends: endToken, stopText, length, or time.")] string? FinishReason,
    TokenUsage? Usage,
    [property: Description("The hash of the weights that wrote it.")] string? Weights,
    [property: Description("Counts the changes of what is served.")] int? Generation,
    [property: Description("What went wrong with this text alone.")] RowError? Error);

[Description("The tokens that were read and written.")]
internal sealed record TokenUsage(int PromptTokens, int NewTokens, int TotalTokens)
{
    public static TokenUsage Of(int read, int written) => new(read, written, read + written);
}

[Description("An event of a stream: what was added to a text, or what all of them took.")]
internal sealed record TextEvent
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The number of the text in the request; none in the last event.")]
    public int? Index { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What was added to it.")]
    public string? Text { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Why the text ends with this event: endToken, stopText, length, or time.")]
    public string? FinishReason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The tokens of the text that ends, or in the last event, of all of them.")]
    public TokenUsage? Usage { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The hash of the weights that wrote the text that ends.")]
    public string? Weights { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Counts the changes of what is served.")]
    public int? Generation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What went wrong with the text, which ends with this event.")]
    public RowError? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The seed, in the last event.")]
    public int? Seed { get; init; }
}
