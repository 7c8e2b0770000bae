using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AdapterKit.Cli.Reports;

/// <summary>One task trained in one mode, with several seeds.</summary>
/// <param name="Task">The task, or <c>mean</c>.</param>
/// <param name="Method">The task whose adapters were trained; empty for the task's own.</param>
/// <param name="Mode">The weights that were trained.</param>
/// <param name="Runs">The number of seeds.</param>
/// <param name="Metrics">The test scores.</param>
/// <param name="TrainedParameters">The number of trained parameters.</param>
/// <param name="Share">That number divided by the backbone's parameters.</param>
/// <param name="StepMilliseconds">The median time of a step, averaged over the runs that have one.</param>
/// <param name="MemoryMegabytes">The most memory that the steps added, averaged over the runs that say it.</param>
[JsonConverter(typeof(ComparisonRowConverter))]
internal sealed record ComparisonRow(
    string Task,
    string Method,
    string Mode,
    int Runs,
    IReadOnlyList<MeanMetric> Metrics,
    long TrainedParameters,
    double Share,
    double? StepMilliseconds,
    double? MemoryMegabytes);

/// <summary>Writes the metrics as properties of the row.</summary>
internal sealed class ComparisonRowConverter : JsonConverter<ComparisonRow>
{
    public override ComparisonRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Comparisons are written only.");

    public override void Write(Utf8JsonWriter writer, ComparisonRow value, JsonSerializerOptions options) =>
        new JsonObject { ["task"] = value.Task, ["method"] = value.Method, ["mode"] = value.Mode, ["runs"] = value.Runs }
            .Append(MeanMetric.ToJson(value.Metrics))
            .Append(new JsonObject
            {
                ["trainedParameters"] = value.TrainedParameters,
                ["share"] = value.Share,
                ["stepMilliseconds"] = value.StepMilliseconds,
                ["memoryMegabytes"] = value.MemoryMegabytes,
            })
            .WriteTo(writer, options);
}
