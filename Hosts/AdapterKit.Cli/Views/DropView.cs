using AdapterKit.Cli.Reports;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

/// <summary>Renders a sweep as a Markdown table: two metrics, such as accuracy / macro-F1, and speeds as ratios to the first row.</summary>
internal static class DropView
{
    public static IRenderable Render(DropReport report)
    {
        var table = new MarkdownTable(
            "dropped", "specialized", "robust", "standard", "parameters", "training step", "inference");
        foreach (var row in report.Rows)
        {
            table.AddRow(
                Invariant($"{row.Dropped}"),
                Format(row.Specialized, report.Seeds),
                Format(row.Robust, report.Seeds),
                Format(row.Standard, report.Seeds),
                Invariant($"{row.TrainedParameters:N0}"),
                Invariant($"{row.Speed.Training:F2}"),
                Invariant($"{row.Speed.Inference:F2}"));
        }

        return table;
    }

    private static string Format(DropScore score, int seeds)
    {
        var first = Invariant($"{score.Metrics[0].Mean:F3}") + (seeds == 1 ? "" : Invariant($" ± {score.Metrics[0].Spread:F3}"));
        return string.Join(" / ", score.Metrics.Skip(1).Take(1).Select(metric => Invariant($"{metric.Mean:F3}")).Prepend(first));
    }
}
