using AdapterKit.Cli.Reports;
using AdapterKit.Interchange;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class FolderView
{
    public static IRenderable Render(FolderReport report)
    {
        var grid = new Grid().AddColumns(2);
        grid.AddRow("adapter", Markup.Escape($"{report.Name}, {report.Format}"));
        if (report.Members.Count > 0)
            grid.AddRow("fuses", Markup.Escape(string.Join(", ", report.Members)));

        grid.AddRow("keys", Invariant($"{report.Keys}, all used"));
        if (report.Ignored.Count > 0)
            grid.AddRow("of others", Invariant($"{report.Ignored.Count} keys"));

        grid.AddRow("head", Markup.Escape(report.Head ?? "none"));
        return report.Places.Count == 0 ? grid : new Rows(grid, RenderPlaces(report.Places));
    }

    public static IRenderable Render(ImportReport report)
    {
        var grid = new Grid().AddColumns(2);
        grid.AddRow("task", $"[bold]{Markup.Escape(report.Task)}[/]");
        grid.AddRow("bundle", Invariant($"{Markup.Escape(report.Bundle)}, {report.Bytes / 1e6:F2} MB"));
        return new Rows(Render(report.Folder), grid);
    }

    public static IRenderable Render(FolderExport export)
    {
        var grid = new Grid().AddColumns(2);
        grid.AddRow("task", $"[bold]{Markup.Escape(export.Task)}[/], {export.Format}");
        grid.AddRow("folder", Markup.Escape(export.Folder));
        grid.AddRow("files", Markup.Escape(string.Join(", ", export.Files)));
        return grid;
    }

    private static FittingTable RenderPlaces(IReadOnlyList<PlaceCoverage> places)
    {
        var table = new Table().AddColumns("place", "adapter", "settings", "layers");
        foreach (var place in places)
        {
            table.AddRow(
                Markup.Escape(place.Point), Markup.Escape(place.Variant), Markup.Escape(place.Settings),
                Invariant($"{place.Layers} of {place.Of}"));
        }

        table.AddRow("all", "", "", Invariant($"{places.Sum(place => place.Layers)} of {CountAll(places)}"));
        return new FittingTable(table);
    }

    // A place with adapters of two kinds counts once.
    private static int CountAll(IReadOnlyList<PlaceCoverage> places) =>
        places.DistinctBy(place => place.Point).Sum(place => place.Of);
}
