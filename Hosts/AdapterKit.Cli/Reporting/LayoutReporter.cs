using AdapterKit.Cli.Reports;
using TorchSharp;

namespace AdapterKit.Cli.Reporting;

/// <summary>Describes a backbone and the tasks on it.</summary>
internal static class LayoutReporter
{
    public static LayoutReport Describe(Backbone backbone, IReadOnlyList<TaskAdapter> tasks)
    {
        var sites = backbone.Encoder.Sites.ToLookup(site => site.Layer, site => Describe(site, tasks));
        return new LayoutReport(
            backbone.Id,
            backbone.Hash,
            Count(backbone),
            [.. backbone.Encoder.Layers.Select((layer, index) => Describe(layer, index, [.. sites[index]]))],
            [.. tasks.Select(Describe)]);
    }

    public static long Count(torch.nn.Module? module) => module?.parameters().Sum(parameter => parameter.numel()) ?? 0;

    private static LayerReport Describe(AdaptedLayer layer, int index, IReadOnlyList<SiteReport> sites) => new(
        index,
        layer.GetType().Name,
        Count(layer),
        sites.SelectMany(site => site.Adapters).Sum(adapter => adapter.Parameters + adapter.NormParameters),
        sites);

    private static SiteReport Describe(Site site, IReadOnlyList<TaskAdapter> tasks)
    {
        var adapters =
            from task in tasks
            let adapter = task.AdapterAt(site)
            where adapter is not null
            select new AdapterReport(
                task.Id, task.Config.Variant.Id, task.Config.Placement.ToString(), Count(adapter), Count(task.NormAt(site)));
        return new SiteReport(site.Point.Name, site.Point.Width, site.Point.Placement.ToString(), [.. adapters]);
    }

    private static HeadReport Describe(TaskAdapter task)
    {
        var inSites = task.Backbone.Encoder.Sites.Sum(site => Count(task.AdapterAt(site)) + Count(task.NormAt(site)));
        var all = Count(task);
        return new HeadReport(task.Id, task.Declaration.Labels, all - inSites, all);
    }
}
