using System.Globalization;
using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AdapterKit.Cli.Views;

internal static class FusionView
{
    public static IRenderable Of(IReadOnlyList<FusionReport> reports) => new Rows(reports.SelectMany(Of));

    private static IEnumerable<IRenderable> Of(FusionReport report)
    {
        var table = new Table().RoundedBorder()
            .Title(FormattableString.Invariant($"what [bold]{Markup.Escape(report.Task)}[/] listens to: mean attention over {report.Texts} texts"))
            .AddColumns("layer", "point");
        foreach (var member in report.Members)
            table.AddColumn(new TableColumn(Markup.Escape(member)).RightAligned());

        foreach (var site in report.Sites)
        {
            var highest = site.Weights.Max();
            table.AddRow([
                site.Layer.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(site.Point),
                .. site.Weights.Select(weight => weight == highest ? $"[bold]{Percent(weight)}[/]" : Percent(weight))]);
        }

        yield return table;
        foreach (var plot in report.Plots ?? [])
            yield return new Text(plot);
    }

    private static string Percent(double? weight) => weight?.ToString("P1", CultureInfo.InvariantCulture) ?? "–";
}
