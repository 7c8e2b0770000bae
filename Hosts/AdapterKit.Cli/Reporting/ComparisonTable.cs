using AdapterKit.Cli.Reports;
using AdapterKit.Training;

namespace AdapterKit.Cli.Reporting;

/// <summary>
/// Summarizes runs: one row for each task and mode, then one for each mode over all tasks, with the metrics that all of them have.
/// </summary>
internal static class ComparisonTable
{
    public static IReadOnlyList<ComparisonRow> Create(IReadOnlyList<RunReport> runs)
    {
        var rows = runs
            .GroupBy(run => (run.Task, run.Recipe.Mode))
            .Select(group => Summarize(group.Key.Task, group.Key.Mode, [.. group]))
            .ToList();
        if (runs.DistinctBy(run => run.Task).Skip(1).Any())
            rows.AddRange(runs.GroupBy(run => run.Recipe.Mode).Select(group => Summarize("mean", group.Key, AverageBySeed(group))));

        return rows;
    }

    // The spread of the mean row is over seeds, not over tasks.
    private static List<RunReport> AverageBySeed(IEnumerable<RunReport> runs) => [.. runs.GroupBy(run => run.Recipe.Seed).Select(Average)];

    private static RunReport Average(IGrouping<int, RunReport> runs)
    {
        var metrics = runs.Select(run => run.Metrics).ToList();
        return runs.First() with
        {
            Metrics = RecordedMetrics.Create(RecordedMetrics.KeysOf(metrics).Select(
                key => KeyValuePair.Create(key, metrics.Average(run => run[key].GetDouble())))),
            TrainedParameters = (long)runs.Average(run => run.TrainedParameters),
            Share = runs.Average(run => run.Share),
        };
    }

    private static ComparisonRow Summarize(string task, TrainingMode mode, List<RunReport> runs) => new(
        task,
        mode.ToString(),
        runs.Count,
        RecordedMetrics.Average([.. runs.Select(run => run.Metrics)]),
        runs[0].TrainedParameters,
        runs[0].Share);
}
