using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Training;

namespace AdapterKit.Cli.Tests;

public sealed class ComparisonTests
{
    [Fact]
    public void The_mean_row_spreads_over_seeds_and_not_over_tasks()
    {
        // Both seeds have the same mean over tasks, however much the tasks differ.
        var rows = ComparisonTable.Create([Run("a", 1, 0.6), Run("a", 2, 0.8), Run("b", 1, 0.8), Run("b", 2, 0.6)]);

        var mean = Assert.Single(rows, row => row.Task == "mean");
        Assert.Equal((0.7, 0.0, 2), (mean.Accuracy, mean.AccuracySpread, mean.Runs));
        Assert.Equal(0.1 * Math.Sqrt(2), Assert.Single(rows, row => row.Task == "a").AccuracySpread, 1e-12);
    }

    [Fact]
    public void One_task_needs_no_mean() =>
        Assert.Equal(["a"], ComparisonTable.Create([Run("a", 1, 0.6), Run("a", 2, 0.8)]).Select(row => row.Task));

    private static RunReport Run(string task, int seed, double accuracy) =>
        new(task, 1, new TrainingOptions { Seed = seed }, accuracy, accuracy, 10, 0.1);
}
