using System.Globalization;
using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class ScoresView
{
    public static IRenderable Render(IReadOnlyList<ScoreReport> reports) => new Rows(reports.SelectMany(Render));

    private static IEnumerable<IRenderable> Render(ScoreReport report)
    {
        yield return new Markup(Invariant(
            $"[bold]{Markup.Escape(report.Task)}[/]  accuracy {report.Accuracy:F3}  macro-F1 {report.MacroF1:F3}  {report.Texts} texts"));
        var table = new Table().RoundedBorder().AddColumn("expected \\ predicted");
        foreach (var label in report.Labels)
            table.AddColumn(new TableColumn(Markup.Escape(label)).RightAligned());

        foreach (var (label, row) in report.Labels.Zip(report.Confusion))
            table.AddRow([Markup.Escape(label), .. row.Select(count => count.ToString(CultureInfo.InvariantCulture))]);

        yield return table;
    }
}
