using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

/// <summary>Renders a comparison as a Markdown table.</summary>
internal static class ComparisonView
{
    public static IRenderable Render(IReadOnlyList<ComparisonRow> rows)
    {
        var table = new Table().MarkdownBorder().AddColumns("task", "trained", "test accuracy", "test macro-F1", "parameters", "share");
        foreach (var row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Task),
                row.Mode.ToLowerInvariant(),
                Invariant($"{row.Accuracy:F3} ± {row.AccuracySpread:F3}"),
                Invariant($"{row.MacroF1:F3} ± {row.MacroF1Spread:F3}"),
                Invariant($"{row.TrainedParameters:N0}"),
                Invariant($"{row.Share:P1}"));
        }

        return table;
    }
}
