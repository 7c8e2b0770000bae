using System.Globalization;
using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class PruningView
{
    public static IRenderable Render(PruningReport report)
    {
        var grid = new Grid().AddColumns(2);
        grid.AddRow("validation", Describe(report.Validation));
        grid.AddRow("test", Describe(report.Test));
        grid.AddRow("weights", Invariant($"{Megabytes(report.Bytes.Before)} → {Megabytes(report.Bytes.After)}"));
        if (report.Unused.Count > 0)
            grid.AddRow("no longer used", Markup.Escape(string.Join(", ", report.Unused)));

        grid.AddRow("bundle", Markup.Escape(report.Bundle));
        return new Rows(RenderSites(report), grid);
    }

    private static FittingTable RenderSites(PruningReport report)
    {
        var title = Invariant(
            $"[bold]kept[/] and (removed) members of {Markup.Escape(report.Task)}, by mean attention over {report.Before.Texts} texts");
        var table = AttentionTable.Create(title, ["layer", "point"], report.Before.Members);
        foreach (var (site, kept) in report.Before.Sites.Zip(report.Kept))
        {
            var cells = report.Before.Members.Zip(site.Weights, (member, weight) => RenderCell(weight, kept.Contains(member)));
            table.AddRow([site.Layer.ToString(CultureInfo.InvariantCulture), Markup.Escape(site.Point), .. cells]);
        }

        return new FittingTable(table);
    }

    private static string RenderCell(double? weight, bool isKept)
    {
        var text = AttentionTable.FormatWeight(weight);
        if (weight is null)
            return text;

        return isKept ? $"[bold]{text}[/]" : $"({text})";
    }

    private static string Describe(Change<ScoreReport> scores)
    {
        var (before, after) = scores;
        var metrics = before.Scores.Metrics.Zip(
            after.Scores.Metrics, (old, now) => Invariant($"{old.Name} {old.Value:F3} → {now.Value:F3}, "));
        return Markup.Escape(string.Concat(metrics)) + Invariant($"{after.Texts} texts");
    }

    private static string Megabytes(long bytes) => Invariant($"{bytes / 1e6:F2} MB");
}
