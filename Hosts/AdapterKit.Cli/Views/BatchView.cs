using System.Text.Json.Nodes;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Reports;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

/// <summary>How far many predictions are.</summary>
/// <param name="Done">The number of labeled texts.</param>
/// <param name="Texts">The number of all texts; <see langword="null"/> while they are still being written.</param>
/// <param name="TextsPerSecond">The throughput since the start.</param>
internal readonly record struct BatchProgress(long Done, int? Texts, double TextsPerSecond);

internal static class BatchView
{
    /// <summary>Shows how many texts are labeled: as a bar, unless the predictions are on the same terminal.</summary>
    public static T Follow<T>(Terminal terminal, Func<IProgress<BatchProgress>, T> predict) =>
        terminal.Results.Profile.Out.IsTerminal && terminal.Messages.Profile.Out.IsTerminal
            ? predict(new ProgressLines(terminal.Notes, null).Follow(new Format()))
            : ProgressView.Follow(terminal, null, screen => predict(screen.Follow(new Format())));

    internal sealed class Format : IProgressFormat<BatchProgress>
    {
        public (int Step, int Steps)? GetPosition(BatchProgress progress) =>
            progress.Texts is { } texts ? ((int)progress.Done, texts) : null;

        public IReadOnlyList<string> Describe(BatchProgress progress) =>
            [Invariant($"{progress.Done:N0} texts, {progress.TextsPerSecond:N0} a second")];

        public JsonObject ToJson(BatchProgress progress) => new()
        {
            ["phase"] = "predicting",
            ["done"] = progress.Done,
            ["texts"] = progress.Texts,
            ["textsPerSecond"] = progress.TextsPerSecond.ToJson(),
        };

        public bool IsLine(BatchProgress progress) => true;
    }
}
