using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdapterKit.Cli.Reports;

/// <summary>The result of <c>sweep --drop</c>.</summary>
/// <param name="Task">The task.</param>
/// <param name="Backbone">The id of the backbone.</param>
/// <param name="BackboneHash">The hash of its weights.</param>
/// <param name="Seeds">The number of seeds that scores are averaged over.</param>
/// <param name="Rows">One row for each number of dropped layers.</param>
internal sealed record DropReport(string Task, string Backbone, string BackboneHash, int Seeds, IReadOnlyList<DropRow> Rows);

/// <summary>The effect of dropping the adapters of a number of first layers.</summary>
/// <param name="Dropped">The number of layers.</param>
/// <param name="Specialized">Scores of a training without those adapters.</param>
/// <param name="Robust">Scores without those adapters after one training that dropped a random number in each step.</param>
/// <param name="Standard">Scores without those adapters after a training with all of them.</param>
/// <param name="TrainedParameters">The number of parameters of the specialized training, including the head.</param>
/// <param name="Speed">The speed relative to that with all adapters.</param>
internal sealed record DropRow(
    int Dropped, DropScore Specialized, DropScore Robust, DropScore Standard, long TrainedParameters, DropSpeedReport Speed);

/// <summary>Mean test scores over the seeds.</summary>
/// <param name="Metrics">The metrics, the most telling one first.</param>
[JsonConverter(typeof(DropScoreConverter))]
internal sealed record DropScore(IReadOnlyList<MeanMetric> Metrics);

/// <summary>Writes the metrics as properties.</summary>
internal sealed class DropScoreConverter : JsonConverter<DropScore>
{
    public override DropScore Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Sweeps are written only.");

    public override void Write(Utf8JsonWriter writer, DropScore value, JsonSerializerOptions options) =>
        MeanMetric.ToJson(value.Metrics).WriteTo(writer, options);
}

/// <summary>Speeds, measured in turn with those of the other rows.</summary>
/// <param name="TextsPerSecond">Texts per second in inference.</param>
/// <param name="Inference">The ratio to the speed with all adapters: the median over the rounds.</param>
/// <param name="TrainingTextsPerSecond">Texts per second through the forward and the backward pass.</param>
/// <param name="Training">Its ratio to the speed with all adapters.</param>
internal sealed record DropSpeedReport(double TextsPerSecond, double Inference, double TrainingTextsPerSecond, double Training);
