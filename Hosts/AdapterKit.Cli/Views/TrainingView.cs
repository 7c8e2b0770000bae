using System.Text.Json.Nodes;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Reports;
using AdapterKit.Training;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class TrainingView
{
    /// <summary>Shows loss and throughput while a training runs, a line per epoch, and how many texts are scored.</summary>
    public static T Follow<T>(
        Terminal terminal, string title, Func<IProgress<TrainingProgress>, IProgress<EvaluationProgress>, T> train) =>
        ProgressView.Follow(
            terminal, title, screen => train(screen.Follow(new Format()), screen.Follow(new EvaluationView.Format(isWhole: false))));

    public static IRenderable Render(TrainingReport report)
    {
        var training = Invariant($"seed {report.Seed}, best epoch {report.BestEpoch}, {report.Seconds:N0} s");
        var grid = new Grid().AddColumns(2);
        grid.AddRow("task", $"[bold]{Markup.Escape(report.Task)}[/], {report.Mode.ToLowerInvariant()}, {training}");
        grid.AddRow("trained", Invariant($"{report.TrainedParameters:N0} parameters, {report.Share:P2} of the backbone's"));
        grid.AddRow("validation", Describe(report.Validation));
        if (report.Test is not null)
            grid.AddRow("test", Describe(report.Test));

        if (report.Bundle is not null)
            grid.AddRow("bundle", Markup.Escape(report.Bundle));

        return grid;
    }

    private static string Describe(ScoreReport scores) =>
        string.Concat(scores.Scores.Metrics.Select(metric => Invariant($"{metric.Name} {metric.Value:F3}, ")))
        + Invariant($"{scores.Texts} texts");

    internal sealed class Format : IProgressFormat<TrainingProgress>
    {
        public (int Step, int Steps)? GetPosition(TrainingProgress progress) => (progress.Step, progress.Steps);

        public IReadOnlyList<string> Describe(TrainingProgress progress) =>
        [
            Invariant($"epoch {progress.Epoch}"),
            Invariant($"loss {progress.Loss:F3}"),
            .. progress.Validation is { } scores ? (string[])[$"validation {Describe(scores)}"] : [],
            Invariant($"{progress.TextsPerSecond:N0} texts/s"),
        ];

        public JsonObject ToJson(TrainingProgress progress) => new()
        {
            ["phase"] = "training",
            ["epoch"] = progress.Epoch,
            ["step"] = progress.Step,
            ["steps"] = progress.Steps,
            ["loss"] = progress.Loss.ToJson(),
            ["textsPerSecond"] = progress.TextsPerSecond.ToJson(),
            ["validation"] = progress.Validation is { } scores
                ? new JsonObject(scores.Metrics.Select(metric => KeyValuePair.Create(metric.Key, metric.Value.ToJson())))
                : null,
        };

        // A line has room for two numbers.
        private static string Describe(TaskScores scores) =>
            string.Join('/', scores.Metrics.Take(2).Select(metric => Invariant($"{metric.Value:F3}")));

        public bool IsEpochEnd(TrainingProgress progress) => progress.IsEpochEnd;
    }
}
