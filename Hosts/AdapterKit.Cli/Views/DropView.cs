using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

/// <summary>A table that a README can take as it is: accuracy / macro-F1, and speeds as ratios to the first row.</summary>
internal static class DropView
{
    public static IRenderable Of(DropReport report)
    {
        var table = new Table().MarkdownBorder().AddColumns("dropped", "trained for it", "robust", "standard", "parameters", "training step", "inference");
        foreach (var row in report.Rows)
        {
            table.AddRow(
                Invariant($"{row.Dropped}"),
                Score(row.Specialised, report.Seeds),
                Score(row.Robust, report.Seeds),
                Score(row.Standard, report.Seeds),
                Invariant($"{row.TrainedParameters:N0}"),
                Invariant($"{row.Speed.Training:F2}"),
                Invariant($"{row.Speed.Inference:F2}"));
        }

        return table;
    }

    private static string Score(DropScore score, int seeds) => seeds == 1
        ? Invariant($"{score.Accuracy:F3} / {score.MacroF1:F3}")
        : Invariant($"{score.Accuracy:F3} ± {score.AccuracySpread:F3} / {score.MacroF1:F3}");
}
