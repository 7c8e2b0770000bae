using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AdapterKit.Cli.Reports;

/// <summary>The scores of a task on texts with targets.</summary>
/// <param name="Task">The task.</param>
/// <param name="Scores">The scores, with the metrics of the task's kind.</param>
[JsonConverter(typeof(ScoreReportConverter))]
internal sealed record ScoreReport(string Task, TaskScores Scores)
{
    public int Texts => Scores.Count;
}

/// <summary>Writes task and number of texts, followed by the metrics and the details of the kind.</summary>
internal sealed class ScoreReportConverter : JsonConverter<ScoreReport>
{
    public override ScoreReport Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Scores are written only.");

    public override void Write(Utf8JsonWriter writer, ScoreReport value, JsonSerializerOptions options) =>
        new JsonObject { ["task"] = value.Task, ["texts"] = value.Texts }.Append(value.Scores.ToJson()).WriteTo(writer, options);
}
