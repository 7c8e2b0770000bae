using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Training;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class TrainingView
{
    /// <summary>Shows a bar with loss and throughput while training runs; a line an epoch where nobody watches a terminal.</summary>
    public static T Follow<T>(Invocation invocation, string task, Func<IProgress<TrainingProgress>, T> train) =>
        ProgressView.Follow(
            invocation, task, new EpochLines(invocation.Terminal.Error, task), value => Describe(task, value), value => (value.Step, value.Steps), train);

    public static IRenderable Of(TrainingReport report)
    {
        var grid = new Grid().AddColumns(2);
        grid.AddRow("task", Invariant($"[bold]{Markup.Escape(report.Task)}[/], {report.Mode.ToLowerInvariant()}, seed {report.Seed}, best epoch {report.BestEpoch}, {report.Seconds:N0} s"));
        grid.AddRow("trained", Invariant($"{report.TrainedParameters:N0} parameters, {report.Share:P2} of the backbone's"));
        grid.AddRow("validation", Figures(report.Validation));
        if (report.Test is not null)
            grid.AddRow("test", Figures(report.Test));

        if (report.Bundle is not null)
            grid.AddRow("bundle", Markup.Escape(report.Bundle));

        return grid;
    }

    private static string Figures(ScoreReport scores) => Invariant($"accuracy {scores.Accuracy:F3}, macro-F1 {scores.MacroF1:F3}, {scores.Texts} texts");

    private static string Describe(string task, TrainingProgress progress) => Invariant(
        $"{task}  epoch {progress.Epoch}  loss {progress.Loss:F3}  {progress.TextsPerSecond:N0} texts/s")
        + (progress.Validation is { } scores ? Invariant($"  validation {scores.Accuracy:F3}/{scores.MacroF1:F3}") : "");

    private sealed class EpochLines(TextWriter writer, string task) : IProgress<TrainingProgress>
    {
        private Scores? said;

        public void Report(TrainingProgress value)
        {
            if (value.Validation is null || ReferenceEquals(value.Validation, said))
                return;

            said = value.Validation;
            writer.WriteLine(Describe(task, value with { Epoch = value.Epoch - 1 }));
        }
    }
}
