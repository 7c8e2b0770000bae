using AdapterKit.Cli.Reports;
using AdapterKit.Training;

namespace AdapterKit.Cli.Reporting;

/// <summary>Sums runs up: a row for each task and mode, then one for each mode over all tasks.</summary>
internal static class ComparisonTable
{
    public static IReadOnlyList<ComparisonRow> Of(IReadOnlyList<RunReport> runs)
    {
        var rows = runs.GroupBy(run => (run.Task, run.Recipe.Mode)).Select(same => Row(same.Key.Task, same.Key.Mode, [.. same])).ToList();
        if (runs.DistinctBy(run => run.Task).Skip(1).Any())
            rows.AddRange(runs.GroupBy(run => run.Recipe.Mode).Select(same => Row("mean", same.Key, [.. same.GroupBy(run => run.Recipe.Seed).Select(Mean)])));

        return rows;
    }

    // The tasks' mean with one seed: its spread over seeds is what the means differ by.
    private static RunReport Mean(IGrouping<int, RunReport> runs) => runs.First() with
    {
        Accuracy = runs.Average(run => run.Accuracy),
        MacroF1 = runs.Average(run => run.MacroF1),
        TrainedParameters = (long)runs.Average(run => run.TrainedParameters),
        Share = runs.Average(run => run.Share),
    };

    private static ComparisonRow Row(string task, TrainingMode mode, IReadOnlyList<RunReport> runs)
    {
        var (accuracy, accuracySpread) = Statistics.MeanAndSpread(runs.Select(run => run.Accuracy));
        var (f1, f1Spread) = Statistics.MeanAndSpread(runs.Select(run => run.MacroF1));
        return new ComparisonRow(
            task, mode.ToString(), runs.Count, accuracy, accuracySpread, f1, f1Spread, runs[0].TrainedParameters, runs[0].Share);
    }
}
