using System.Text.Json.Nodes;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Reports;
using AdapterKit.Training;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class PretrainingView
{
    /// <summary>
    /// Shows loss and throughput while pretraining runs, a line per epoch, in a pipe also per 100 steps, and how many texts are scored.
    /// </summary>
    public static T Follow<T>(
        Terminal terminal, string title, Func<IProgress<PretrainingProgress>, IProgress<EvaluationProgress>, T> train) =>
        ProgressView.Follow(
            terminal, title, screen => train(screen.Follow(new Format()), screen.Follow(new EvaluationView.Format(isWhole: false))));

    public static IRenderable Render(PretrainingReport report)
    {
        var training = Invariant(
            $"{report.Parameters:N0} parameters, {report.Steps:N0} steps, best epoch {report.BestEpoch}, {report.Seconds:N0} s");
        var grid = new Grid().AddColumns(2);
        grid.AddRow("backbone", $"[bold]{Markup.Escape(report.Id)}[/], {training}");
        grid.AddRow(
            "validation",
            Invariant($"loss {report.ValidationLoss:F3}, {report.ValidationAccuracy:P1} of {report.MaskedTokens:N0} masked tokens"));
        grid.AddRow("directory", Markup.Escape(report.Directory));
        return grid;
    }

    private sealed class Format : IProgressFormat<PretrainingProgress>
    {
        private const int StepsPerLine = 100;

        public (int Step, int Steps)? GetPosition(PretrainingProgress progress) => (progress.Step, progress.Steps);

        public IReadOnlyList<string> Describe(PretrainingProgress progress) =>
        [
            Invariant($"epoch {progress.Epoch}"),
            Invariant($"loss {progress.Loss:F3}"),
            .. progress.Validation is { } scores ? (string[])[Invariant($"validation {scores.Loss:F3}/{scores.Accuracy:F3}")] : [],
            Invariant($"{progress.TokensPerSecond:N0} tokens/s"),
            Invariant($"step {progress.Step:N0} of {progress.Steps:N0}"),
        ];

        public JsonObject ToJson(PretrainingProgress progress) => new()
        {
            ["phase"] = "training",
            ["epoch"] = progress.Epoch,
            ["step"] = progress.Step,
            ["steps"] = progress.Steps,
            ["loss"] = progress.Loss.ToJson(),
            ["tokensPerSecond"] = progress.TokensPerSecond.ToJson(),
            ["validation"] = progress.Validation is { } scores
                ? new JsonObject { ["loss"] = scores.Loss.ToJson(), ["accuracy"] = scores.Accuracy.ToJson() }
                : null,
        };

        public bool IsEpochEnd(PretrainingProgress progress) => progress.IsEpochEnd;

        public bool IsLine(PretrainingProgress progress) => progress.IsEpochEnd || progress.Step % StepsPerLine == 0;
    }
}
