using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Training;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class PretrainingView
{
    /// <summary>Shows a bar with loss and throughput while pretraining runs; a line every so many steps where nobody watches a terminal.</summary>
    public static PretrainingResult Follow(Invocation invocation, string id, Func<IProgress<PretrainingProgress>, PretrainingResult> train) =>
        ProgressView.Follow(
            invocation, id, new Lines(invocation.Terminal.Error, id), value => Describe(id, value), value => (value.Step, value.Steps), train);

    public static IRenderable Of(PretrainingReport report)
    {
        var grid = new Grid().AddColumns(2);
        grid.AddRow("backbone", Invariant($"[bold]{Markup.Escape(report.Id)}[/], {report.Parameters:N0} parameters, {report.Steps:N0} steps, best epoch {report.BestEpoch}, {report.Seconds:N0} s"));
        grid.AddRow("validation", Invariant($"loss {report.ValidationLoss:F3}, {report.ValidationAccuracy:P1} of {report.Guesses:N0} hidden tokens guessed right"));
        grid.AddRow("folder", Markup.Escape(report.Folder));
        return grid;
    }

    private static string Describe(string id, PretrainingProgress progress) => Invariant(
        $"{id}  epoch {progress.Epoch}  loss {progress.Loss:F3}  {progress.TokensPerSecond:N0} tokens/s")
        + (progress.Validation is { } scores ? Invariant($"  validation {scores.Loss:F3}/{scores.Accuracy:F3}") : "");

    private sealed class Lines(TextWriter writer, string id) : IProgress<PretrainingProgress>
    {
        private const int StepsALine = 100;

        public void Report(PretrainingProgress value)
        {
            if (value.Step % StepsALine == 0)
                writer.WriteLine(Invariant($"step {value.Step:N0} of {value.Steps:N0}  {Describe(id, value)}"));
        }
    }
}
