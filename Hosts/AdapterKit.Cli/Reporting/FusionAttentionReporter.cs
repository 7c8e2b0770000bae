using AdapterKit.Cli.Plots;
using AdapterKit.Cli.Reports;

namespace AdapterKit.Cli.Reporting;

/// <summary>Reports the mean attention weights of a fused task over a data set.</summary>
internal static class FusionAttentionReporter
{
    /// <summary>Describes mean attention weights.</summary>
    public static FusionReport Describe(TaskAdapter task, IReadOnlyList<SiteAttention> attention, int texts)
    {
        var members = task.Config.Fusion!.Setup.Members;
        return new FusionReport(
            task.Id,
            texts,
            [.. members.Select(member => member.ToString()!)],
            [.. attention.Select(site => Describe(site, members))]);
    }

    /// <summary>Draws one heat map per insertion point, as PNG and as SVG.</summary>
    /// <returns>The report with the paths of the heat maps.</returns>
    public static FusionReport Draw(FusionReport report, DirectoryInfo directory)
    {
        var files = new List<string>();
        foreach (var point in report.Sites.Select(site => site.Point).Distinct())
        {
            using var plot = AttentionPlot.Create(report, point);
            var (width, height) = AttentionPlot.GetSize(report, point);
            foreach (var extension in PlotFile.Extensions)
            {
                var file = new FileInfo(Path.Combine(directory.FullName, $"{report.Task}.{point}{extension}"));
                PlotFile.Save(plot, file, width, height);
                files.Add(file.FullName);
            }
        }

        return report with { Plots = files };
    }

    private static FusionSite Describe(SiteAttention attention, IReadOnlyList<Setup> members)
    {
        var weights = attention.Members.Zip(attention.Weights).ToDictionary();
        return new FusionSite(
            attention.Site.Layer,
            attention.Site.Point.Name,
            [.. members.Select(member => weights.TryGetValue(member, out var weight) ? weight : (double?)null)]);
    }
}
