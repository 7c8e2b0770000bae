using System.Text.Json;
using System.Text.Json.Serialization;
using AdapterKit.Training;

namespace AdapterKit.Cli.Reports;

/// <summary>One training of a comparison, as it is recorded.</summary>
/// <param name="Task">The task.</param>
/// <param name="Texts">The number of training texts.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="TrainedParameters">The number of trained parameters.</param>
/// <param name="Share">That number divided by the backbone's parameters.</param>
/// <param name="Backbone">The id of the backbone.</param>
/// <param name="Key">Identifies the training; empty in records of earlier versions, whose runs are repeated.</param>
/// <param name="Method">The task whose adapters were trained; empty for the task's own.</param>
/// <param name="StepMilliseconds">The median time of a step; <see langword="null"/> in records of earlier versions.</param>
/// <param name="MemoryMegabytes">
/// The most memory that the steps added; <see langword="null"/> if the process had trained before, or the system does not say.
/// </param>
internal sealed record RunReport(
    string Task,
    int Texts,
    TrainingOptions Recipe,
    long TrainedParameters,
    double Share,
    string Backbone = UseLite.Id,
    string Key = "",
    string Method = "",
    double? StepMilliseconds = null,
    double? MemoryMegabytes = null)
{
    /// <summary>The test scores by the keys of the metrics.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Metrics { get; set; } = [];
}
