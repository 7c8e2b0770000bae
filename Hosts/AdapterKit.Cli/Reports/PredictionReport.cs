using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AdapterKit.Cli.Reports;

/// <summary>The result of <c>predict</c>.</summary>
/// <param name="Tokens">The number of tokens of the text; absent if it is too long to count them.</param>
/// <param name="Milliseconds">The time for tokenizing and all predictions.</param>
/// <param name="Predictions">One for each task.</param>
/// <param name="Refused">The plugins that were refused.</param>
/// <param name="Explanations">The attention weights of fused tasks, if they were requested.</param>
internal sealed record PredictionReport(
    int? Tokens,
    double Milliseconds,
    IReadOnlyList<PredictionRow> Predictions,
    IReadOnlyList<PluginReport> Refused,
    IReadOnlyList<FusionExplanation>? Explanations = null);

/// <summary>The attention weights of a fused task over one text.</summary>
/// <param name="Task">The task.</param>
/// <param name="Members">The members of the fusion, in the order of the weights.</param>
/// <param name="Tokens">The tokens of the text.</param>
internal sealed record FusionExplanation(string Task, IReadOnlyList<string> Members, IReadOnlyList<TokenAttention> Tokens);

/// <summary>The attention weights at one token, averaged over the sites.</summary>
/// <param name="Token">The token.</param>
/// <param name="Weights">One for each member.</param>
internal sealed record TokenAttention(string Token, IReadOnlyList<double> Weights);

/// <summary>The prediction of one task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Prediction">What it says of the text.</param>
[JsonConverter(typeof(PredictionRowConverter))]
internal sealed record PredictionRow(string Task, TaskPrediction Prediction);

/// <summary>The predictions for one of many texts.</summary>
/// <param name="Index">The position of the text in the input, counted from 0.</param>
/// <param name="IsEmpty">Whether the text is empty, so that there is nothing to label.</param>
/// <param name="Predictions">One for each task; none for an empty text.</param>
internal sealed record BatchPrediction(long Index, bool IsEmpty, IReadOnlyList<PredictionRow> Predictions);

/// <summary>Writes the task and whether the text was truncated, around the prediction of the task's kind.</summary>
internal sealed class PredictionRowConverter : JsonConverter<PredictionRow>
{
    public override PredictionRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Predictions are written only.");

    public override void Write(Utf8JsonWriter writer, PredictionRow value, JsonSerializerOptions options) =>
        new JsonObject { ["task"] = value.Task }
            .Append(value.Prediction.ToJson())
            .Append(new JsonObject { ["isTruncated"] = value.Prediction.IsTruncated })
            .WriteTo(writer, options);
}
