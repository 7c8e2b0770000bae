using System.Globalization;
using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class PruningView
{
    public static IRenderable Of(PruningReport report)
    {
        var grid = new Grid().AddColumns(2);
        grid.AddRow("validation", Figures(report.Validation));
        grid.AddRow("test", Figures(report.Test));
        grid.AddRow("weights", Invariant($"{Megabytes(report.Bytes.Before)} → {Megabytes(report.Bytes.After)}"));
        if (report.Unused.Count > 0)
            grid.AddRow("not needed", Markup.Escape(string.Join(", ", report.Unused)));

        grid.AddRow("bundle", Markup.Escape(report.Bundle));
        return new Rows(Sites(report), grid);
    }

    private static Table Sites(PruningReport report)
    {
        var table = new Table().RoundedBorder()
            .Title(Invariant($"what is left of [bold]{Markup.Escape(report.Task)}[/], by mean attention over {report.Before.Texts} training texts"))
            .AddColumns("layer", "point");
        foreach (var member in report.Before.Members)
            table.AddColumn(new TableColumn(Markup.Escape(member)).RightAligned());

        foreach (var (site, kept) in report.Before.Sites.Zip(report.Kept))
        {
            var cells = report.Before.Members.Zip(site.Weights, (member, weight) => Cell(weight, kept.Contains(member)));
            table.AddRow([site.Layer.ToString(CultureInfo.InvariantCulture), Markup.Escape(site.Point), .. cells]);
        }

        return table;
    }

    private static string Cell(double? weight, bool kept) => weight is not { } share ? "–"
        : kept ? $"[bold]{share.ToString("P1", CultureInfo.InvariantCulture)}[/]"
        : $"({share.ToString("P1", CultureInfo.InvariantCulture)})";

    private static string Figures(Change<ScoreReport> scores) => Invariant(
        $"accuracy {scores.Before.Accuracy:F3} → {scores.After.Accuracy:F3}, macro-F1 {scores.Before.MacroF1:F3} → {scores.After.MacroF1:F3}, {scores.After.Texts} texts");

    private static string Megabytes(long bytes) => Invariant($"{bytes / 1e6:F2} MB");
}
