using System.Text.Json;
using AdapterKit.Cli.Reports;

namespace AdapterKit.Cli.Reporting;

/// <summary>The metrics of a recorded run, which are properties of its JSON object: each kind of task has its own.</summary>
internal static class RecordedMetrics
{
    public static Dictionary<string, JsonElement> Create(TaskScores scores) => Create(
        scores.Metrics.Select(metric => KeyValuePair.Create(metric.Key, metric.Value)));

    public static Dictionary<string, JsonElement> Create(IEnumerable<KeyValuePair<string, double>> metrics) =>
        metrics.ToDictionary(metric => metric.Key, metric => JsonElement.Parse(JsonSerializer.Serialize(metric.Value)));

    public static IReadOnlyList<MeanMetric> Average(IReadOnlyList<Dictionary<string, JsonElement>> runs) =>
    [
        .. KeysOf(runs).Select(key =>
        {
            var (mean, spread) = Statistics.MeanAndSpread(runs.Select(run => run[key].GetDouble()));
            return new MeanMetric(key, mean, spread);
        }),
    ];

    /// <summary>Returns the metrics that all runs have, in their order.</summary>
    public static IEnumerable<string> KeysOf(IReadOnlyList<Dictionary<string, JsonElement>> runs) =>
        runs[0].Where(metric => metric.Value.ValueKind == JsonValueKind.Number && runs.All(run => run.ContainsKey(metric.Key)))
            .Select(metric => metric.Key);
}
