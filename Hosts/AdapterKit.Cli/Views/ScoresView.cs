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
        var metrics = string.Join("  ", report.Scores.Metrics.Select(metric => Invariant($"{metric.Name} {metric.Value:F3}")));
        yield return new Markup(Invariant($"[bold]{Markup.Escape(report.Task)}[/]  {Markup.Escape(metrics)}  {report.Texts} texts"));
        if (report.Scores.Table is not { } details)
            yield break;

        var table = new Table().RoundedBorder().AddColumn(Markup.Escape(details.Corner));
        foreach (var column in details.Columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());

        foreach (var (label, cells) in details.Rows)
            table.AddRow([Markup.Escape(label), .. cells.Select(cell => cell.ToString(details.Format, CultureInfo.InvariantCulture))]);

        yield return new FittingTable(table);
    }
}
