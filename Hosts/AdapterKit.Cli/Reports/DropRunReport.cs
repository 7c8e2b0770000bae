using System.Text.Json;
using System.Text.Json.Serialization;
using AdapterKit.Training;

namespace AdapterKit.Cli.Reports;

/// <summary>One training of a sweep over dropped layers, as it is recorded.</summary>
/// <param name="Backbone">The id of the backbone.</param>
/// <param name="Task">The task.</param>
/// <param name="Texts">The number of training texts.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="TrainedParameters">The number of trained parameters.</param>
/// <param name="Points">Test scores by the number of first layers that were dropped afterwards.</param>
/// <param name="Key">Identifies the training; empty in records of earlier versions, whose runs are repeated.</param>
internal sealed record DropRunReport(
    string Backbone,
    string Task,
    int Texts,
    TrainingOptions Recipe,
    long TrainedParameters,
    IReadOnlyList<DropPoint> Points,
    string Key = "")
{
    /// <summary>Whether there is one score for each number of dropped layers; a record may have been edited.</summary>
    public bool Has(IEnumerable<int> numbers) => numbers.All(number => Points.Count(point => point?.Dropped == number) == 1);

    public DropPoint At(int dropped) => Points.Single(point => point.Dropped == dropped);
}

/// <summary>Test scores without the adapters of the first layers.</summary>
/// <param name="Dropped">The number of layers.</param>
internal sealed record DropPoint(int Dropped)
{
    /// <summary>The test scores by the keys of the metrics.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Metrics { get; set; } = [];
}
