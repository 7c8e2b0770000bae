using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AdapterKit.Server;

[Description("Texts for one task.")]
internal sealed record PredictRequest(
    [property: Description("The texts, for a task that reads one text.")] IReadOnlyList<string>? Texts,
    [property: Description("Pairs of texts, for a task that reads pairs.")] IReadOnlyList<IReadOnlyList<string>>? Pairs,
    [property: Description("How long the answer may take, in milliseconds.")] int? TimeoutMs);

[Description("Texts, each with the tasks that it is for.")]
internal sealed record MixedRequest(
    [property: Description("The rows.")] IReadOnlyList<MixedRow>? Rows,
    [property: Description("How long the answer may take, in milliseconds.")] int? TimeoutMs);

[Description("A text with the tasks that it is for.")]
internal sealed record MixedRow(
    [property: Description("The text.")] string? Text,
    [property: Description("The other text of a pair, for tasks that read pairs.")] string? Second,
    [property: Description("The tasks; without any, all that read such a row.")] IReadOnlyList<string>? Tasks);

[Description("What one task says of each text, in order.")]
internal sealed record PredictResponse(string Task, BackboneInfo Backbone, IReadOnlyList<Answer> Answers);

[Description("What the tasks of each row say, in order.")]
internal sealed record MixedResponse(BackboneInfo Backbone, IReadOnlyList<MixedAnswers> Rows);

[Description("What tasks say of a row, by task.")]
internal sealed record MixedAnswers(IReadOnlyDictionary<string, Answer> Answers);

[Description("A prediction, or an error in its place.")]
internal sealed record Answer(
    [property: Description("What the task predicts; its properties are those of the kind of task.")] JsonObject? Prediction,
    [property: Description("Whether the text has more tokens than the task reads, so that its end had no influence.")] bool IsTruncated,
    [property: Description("The hash of the weights that answered.")] string? Weights,
    [property: Description("Counts the changes of what is served.")] int Generation,
    [property: Description("What went wrong with this row alone.")] RowError? Error)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("How many of the first layers ran without the task's adapters, because time was short.")]
    public int? DroppedLayers { get; init; }
}

[Description("What went wrong with a row.")]
internal sealed record RowError(
    [property: Description("The status that a request of this row alone would have.")] int Status, string State, string Detail);

[Description("The frozen model.")]
internal sealed record BackboneInfo(string Id, string Hash);

[Description("A task.")]
internal sealed record TaskInfo(
    string Id,
    string Kind,
    IReadOnlyList<string> Labels,
    string Reads,
    int MaxTokens,
    string? Weights,
    string? Quarantined,
    [property: Description("Whether it writes texts.")] bool Writes)
{
    public const string Texts = "texts";
    public const string Pairs = "pairs";
}

[Description("The tasks that the key may use.")]
internal sealed record TaskList(BackboneInfo Backbone, int Generation, IReadOnlyList<TaskInfo> Tasks);

[Description("Texts to embed, in the shape that embedding services have in common.")]
internal sealed record EmbeddingRequest(
    [property: Description("A text, or several.")] JsonElement Input,
    [property: Description("The id of the backbone, if anything.")] string? Model,
    [property: JsonPropertyName("encoding_format"), Description("float or base64.")] string? EncodingFormat);

[Description("Embeddings of length 1.")]
internal sealed record EmbeddingResponse(string Object, IReadOnlyList<EmbeddingData> Data, string Model, EmbeddingUsage Usage);

[Description("The embedding of one text: numbers, or their bytes in base64.")]
internal sealed record EmbeddingData(string Object, int Index, JsonNode Embedding);

[Description("The tokens that were read.")]
internal sealed record EmbeddingUsage(
    [property: JsonPropertyName("prompt_tokens")] int PromptTokens, [property: JsonPropertyName("total_tokens")] int TotalTokens);
