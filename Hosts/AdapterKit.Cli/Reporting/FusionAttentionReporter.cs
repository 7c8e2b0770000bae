using AdapterKit.Cli.Plots;
using AdapterKit.Cli.Reports;
using AdapterKit.Training;

namespace AdapterKit.Cli.Reporting;

/// <summary>Finds out what a task that mixes others listens to over a data set.</summary>
internal static class FusionAttentionReporter
{
    public static FusionReport To(TaskAdapter task, IReadOnlyList<Example> texts, int maxTokens) =>
        Describe(task, Evaluator.Attend(task, texts, maxTokens), texts.Count);

    public static FusionReport Describe(TaskAdapter task, IReadOnlyList<SiteAttention> attention, int texts)
    {
        var members = task.Config.Fusion!.Setup.Members;
        return new FusionReport(
            task.Id,
            texts,
            [.. members.Select(member => member.ToString()!)],
            [.. attention.Select(site => Describe(site, members))]);
    }

    /// <summary>Draws one picture an insertion point, as PNG and as SVG.</summary>
    public static FusionReport Draw(FusionReport report, DirectoryInfo folder)
    {
        var files = new List<string>();
        foreach (var point in report.Sites.Select(site => site.Point).Distinct())
        {
            using var plot = AttentionPlot.Of(report, point);
            var (width, height) = AttentionPlot.Size(report, point);
            foreach (var kind in PlotFile.Kinds)
            {
                var file = new FileInfo(Path.Combine(folder.FullName, $"{report.Task}.{point}{kind}"));
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
