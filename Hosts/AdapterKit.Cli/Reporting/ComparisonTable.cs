using AdapterKit.Cli.Reports;

namespace AdapterKit.Cli.Reporting;

/// <summary>
/// Summarizes runs: one row for each task, method and mode, then one for each method and mode over all tasks, with the metrics that all
/// of them have.
/// </summary>
internal static class ComparisonTable
{
    public static IReadOnlyList<ComparisonRow> Create(IReadOnlyList<RunReport> runs)
    {
        var rows = runs
            .GroupBy(run => (run.Task, run.Method, run.Recipe.Mode))
            .Select(group => Summarize(group.Key.Task, [.. group]))
            .ToList();
        if (runs.DistinctBy(run => run.Task).Skip(1).Any())
            rows.AddRange(runs.GroupBy(run => (run.Method, run.Recipe.Mode)).Select(group => Summarize("mean", AverageBySeed(group))));

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
            StepMilliseconds = runs.Average(run => run.StepMilliseconds),
            MemoryMegabytes = runs.Average(run => run.MemoryMegabytes),
        };
    }

    private static ComparisonRow Summarize(string task, List<RunReport> runs) => new(
        task,
        runs[0].Method,
        runs[0].Recipe.Mode.ToString(),
        runs.Count,
        RecordedMetrics.Average([.. runs.Select(run => run.Metrics)]),
        runs[0].TrainedParameters,
        runs[0].Share,
        runs.Average(run => run.StepMilliseconds),
        runs.Average(run => run.MemoryMegabytes));
}
