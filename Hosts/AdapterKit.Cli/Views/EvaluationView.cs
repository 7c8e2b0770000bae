using System.Text.Json.Nodes;
using AdapterKit.Cli.Console;
using AdapterKit.Training;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class EvaluationView
{
    /// <summary>Shows how many texts are scored.</summary>
    public static T Follow<T>(Terminal terminal, string title, Func<IProgress<EvaluationProgress>, T> evaluate) =>
        ProgressView.Follow(terminal, title, screen => evaluate(screen.Follow(new Format(isWhole: true))));

    /// <param name="isWhole">Whether the run is this evaluation, rather than a training that evaluates now and then.</param>
    internal sealed class Format(bool isWhole) : IProgressFormat<EvaluationProgress>
    {
        private const int TextsPerLine = 4096;

        public (int Step, int Steps)? GetPosition(EvaluationProgress progress) => isWhole ? (progress.Done, progress.Texts) : null;

        public IReadOnlyList<string> Describe(EvaluationProgress progress) =>
        [
            progress.Done == 0
                ? Invariant($"scoring {progress.Texts:N0} texts")
                : Invariant($"scored {progress.Done:N0} of {progress.Texts:N0} texts"),
        ];

        public JsonObject ToJson(EvaluationProgress progress) =>
            new() { ["phase"] = "scoring", ["done"] = progress.Done, ["texts"] = progress.Texts };

        public bool IsLine(EvaluationProgress progress) => progress.Done % TextsPerLine == 0;
    }
}
