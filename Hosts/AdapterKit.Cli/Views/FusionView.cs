using System.Globalization;
using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AdapterKit.Cli.Views;

internal static class FusionView
{
    public static IRenderable Render(IReadOnlyList<FusionReport> reports) => new Rows(reports.SelectMany(Render));

    private static IEnumerable<IRenderable> Render(FusionReport report)
    {
        var title = FormattableString.Invariant(
            $"attention weights of [bold]{Markup.Escape(report.Task)}[/], averaged over {report.Texts} texts");
        var table = AttentionTable.Create(title, ["layer", "point"], report.Members);
        foreach (var site in report.Sites)
        {
            table.AddRow([
                site.Layer.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(site.Point),
                .. AttentionTable.FormatRow(site.Weights, "P1")]);
        }

        yield return new FittingTable(table);
        foreach (var plot in report.Plots ?? [])
            yield return new Text(plot);
    }
}
