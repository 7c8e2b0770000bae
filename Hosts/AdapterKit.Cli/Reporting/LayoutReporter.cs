using AdapterKit.Cli.Reports;
using TorchSharp;

namespace AdapterKit.Cli.Reporting;

/// <summary>Describes a backbone and the tasks on it.</summary>
internal static class LayoutReporter
{
    public static LayoutReport Describe(Backbone backbone, IReadOnlyList<TaskAdapter> tasks)
    {
        var sites = backbone.Encoder.Sites.ToLookup(site => site.Layer, site => Describe(site, tasks));
        var products = backbone.Encoder.ProjectionSites.ToLookup(site => site.Layer, site => Describe(site, tasks));
        var memories = backbone.Encoder.MemorySites.ToLookup(site => site.Layer, site => Describe(site, tasks));
        return new LayoutReport(
            backbone.Id,
            backbone.Hash,
            CountParameters(backbone),
            [
                .. backbone.Encoder.Layers.Select((layer, index) => Describe(
                    layer, index, [.. sites[index]], [.. products[index]], [.. memories[index]])),
            ],
            [.. tasks.Select(Describe)]);
    }

    /// <summary>Counts the parameters of a module; 0 if there is none.</summary>
    public static long CountParameters(torch.nn.Module? module) => module?.parameters().Sum(parameter => parameter.numel()) ?? 0;

    private static LayerReport Describe(
        AdaptedLayer layer,
        int index,
        IReadOnlyList<SiteReport> sites,
        IReadOnlyList<ProductReport> products,
        IReadOnlyList<MemoryReport> memories) => new(
        index,
        layer.GetType().Name,
        CountParameters(layer),
        sites.SelectMany(site => site.Adapters).Sum(adapter => adapter.Parameters + adapter.NormParameters)
            + products.SelectMany(product => product.Adapters).Sum(adapter => adapter.Parameters)
            + memories.SelectMany(memory => memory.Adapters).Sum(adapter => adapter.Parameters),
        sites,
        products,
        memories);

    private static SiteReport Describe(Site site, IReadOnlyList<TaskAdapter> tasks)
    {
        var adapters =
            from task in tasks
            let adapter = task.AdapterAt(site)
            where adapter is not null
            let set = task.Config.FindSet(site)
            select new AdapterReport(
                task.Id,
                set.Variant.Id,
                set.Placement.ToString(),
                CountParameters(adapter),
                CountNorms(task, site));
        return new SiteReport(site.Point.Name, site.Point.Width, site.Point.Placement.ToString(), [.. adapters]);
    }

    private static ProductReport Describe(ProjectionSite site, IReadOnlyList<TaskAdapter> tasks) =>
        new(site.Name, site.InputWidth, site.Part.Rows, DescribeInner(site, tasks, task => task.AdapterAt(site)));

    private static MemoryReport Describe(MemorySite site, IReadOnlyList<TaskAdapter> tasks) =>
        new(site.Name, site.Attention.KeyWidth, DescribeInner(site, tasks, task => task.AdapterAt(site)));

    private static IReadOnlyList<InnerAdapterReport> DescribeInner(
        IAdapterPlace place, IReadOnlyList<TaskAdapter> tasks, Func<TaskAdapter, torch.nn.Module?> find) =>
    [
        .. from task in tasks
           let adapter = find(task)
           where adapter is not null
           select new InnerAdapterReport(task.Id, task.Config.FindSet(place)!.Variant.Id, CountParameters(adapter)),
    ];

    private static long CountNorms(TaskAdapter task, Site site) =>
        CountParameters(task.NormAt(site)) + CountParameters(task.OutputNormAt(site));

    private static HeadReport Describe(TaskAdapter task)
    {
        var encoder = task.Backbone.Encoder;
        var inSites = encoder.Sites.Sum(site => CountParameters(task.AdapterAt(site)) + CountNorms(task, site))
            + encoder.ProjectionSites.Sum(site => CountParameters(task.AdapterAt(site)))
            + encoder.MemorySites.Sum(site => CountParameters(task.AdapterAt(site)))
            + encoder.EntrySites.Sum(site => CountParameters(task.AdapterAt(site)))
            + task.Config.Sets.Sum(set => CountParameters(task.FindShared(set)));
        var all = CountParameters(task);
        return new HeadReport(task.Id, task.Declaration.Labels, all - inSites, all);
    }
}
