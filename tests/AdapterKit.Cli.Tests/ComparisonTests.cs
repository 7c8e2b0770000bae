using System.Text.Json;
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
        Assert.Equal((0.7, 0.0, 2), (mean.Metrics[0].Mean, mean.Metrics[0].Spread, mean.Runs));
        Assert.Equal(0.1 * Math.Sqrt(2), Assert.Single(rows, row => row.Task == "a").Metrics[0].Spread, 1e-12);
    }

    [Fact]
    public void The_mean_row_has_the_metrics_that_all_tasks_have()
    {
        var rows = ComparisonTable.Create([Run("a", 1, ("f", 0.5), ("accuracy", 0.25)), Run("b", 1, ("accuracy", 0.75), ("g", 2))]);
        var json = JsonElement.Parse(JsonSerializer.Serialize(rows, ReportJson.Default.IReadOnlyListComparisonRow));

        Assert.Equal([new MeanMetric("accuracy", 0.5, 0)], Assert.Single(rows, row => row.Task == "mean").Metrics);
        Assert.Equal((0.5, 0.0), (json[0].NumberAt("f"), json[0].NumberAt("fSpread")));
    }

    [Fact]
    public void Records_of_earlier_versions_are_read()
    {
        var now = Run("a", 1, 0.5);
        var line = JsonSerializer.Serialize(now, ReportJson.Default.RunReport);
        var read = JsonSerializer.Deserialize(line, ReportJson.Default.RunReport)!;

        Assert.Contains("\"accuracy\":0.5,\"macroF1\":0.5", line, StringComparison.Ordinal);
        Assert.Equal(0.5, read.Metrics["macroF1"].GetDouble());
        Assert.Equal(now.Recipe, read.Recipe);
    }

    [Fact]
    public void One_task_needs_no_mean() =>
        Assert.Equal(["a"], ComparisonTable.Create([Run("a", 1, 0.6), Run("a", 2, 0.8)]).Select(row => row.Task));

    private static RunReport Run(string task, int seed, double accuracy) =>
        Run(task, seed, ("accuracy", accuracy), ("macroF1", accuracy));

    private static RunReport Run(string task, int seed, params (string Key, double Value)[] metrics) =>
        new(task, 1, new TrainingOptions { Seed = seed }, 10, 0.1)
        {
            Metrics = RecordedMetrics.Create(metrics.Select(metric => KeyValuePair.Create(metric.Key, metric.Value))),
        };
}
