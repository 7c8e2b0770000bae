using AdapterKit.Cli.Reports;
using AdapterKit.Training;

namespace AdapterKit.Cli.Reporting;

/// <summary>Summarizes runs: one row for each task and mode, then one for each mode over all tasks.</summary>
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

    private static RunReport Average(IGrouping<int, RunReport> runs) => runs.First() with
    {
        Accuracy = runs.Average(run => run.Accuracy),
        MacroF1 = runs.Average(run => run.MacroF1),
        TrainedParameters = (long)runs.Average(run => run.TrainedParameters),
        Share = runs.Average(run => run.Share),
    };

    private static ComparisonRow Summarize(string task, TrainingMode mode, List<RunReport> runs)
    {
        var (accuracy, accuracySpread) = Statistics.MeanAndSpread(runs.Select(run => run.Accuracy));
        var (f1, f1Spread) = Statistics.MeanAndSpread(runs.Select(run => run.MacroF1));
        return new ComparisonRow(
            task, mode.ToString(), runs.Count, accuracy, accuracySpread, f1, f1Spread, runs[0].TrainedParameters, runs[0].Share);
    }
}
