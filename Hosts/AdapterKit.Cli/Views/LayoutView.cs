using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class LayoutView
{
    public static IRenderable Render(LayoutReport report)
    {
        var tree = new Tree(Invariant(
            $"[bold]{Markup.Escape(report.Backbone)}[/]  {report.Parameters:N0} parameters, frozen  [dim]{report.Hash}[/]"));
        foreach (var layer in report.Layers)
            Add(tree, layer);

        var products = report.Layers.SelectMany(layer => layer.Products).Select(product => product.Name).Distinct().ToList();
        if (products.Count > 0)
            tree.AddNode($"products  [dim]{Markup.Escape(string.Join(", ", products))}[/]");

        var heads = tree.AddNode("heads");
        foreach (var head in report.Heads)
            heads.AddNode(Describe(head, report.Parameters));

        if (report.Checkpoint is { } checkpoint)
            Add(tree, checkpoint);

        return tree;
    }

    private static void Add(Tree tree, CheckpointReport checkpoint)
    {
        var keys = tree.AddNode(Invariant($"checkpoint  {checkpoint.Loaded.Count:N0} keys loaded"));
        foreach (var (key, weight) in checkpoint.Loaded)
            keys.AddNode(Markup.Escape($"{key} → {weight}"));

        foreach (var key in checkpoint.Ignored)
            keys.AddNode($"[dim]{Markup.Escape(key)}  not needed[/]");

        foreach (var weight in checkpoint.Defaulted)
            keys.AddNode($"[yellow]{Markup.Escape(weight)}  not in the file; keeps its initial values[/]");
    }

    private static void Add(Tree tree, LayerReport layer)
    {
        var node = tree.AddNode(Invariant(
            $"layer {layer.Index}  {layer.Type}  {layer.Parameters:N0} parameters, {layer.AdapterParameters:N0} in adapters"));
        foreach (var site in layer.Sites)
        {
            var point = node.AddNode(Invariant($"{Markup.Escape(site.Point)}  width {site.Width}, {site.Norm.ToLowerInvariant()}-norm"));
            foreach (var adapter in site.Adapters)
                point.AddNode(Describe(adapter));
        }

        foreach (var product in layer.Products)
            AddInner(node, Invariant($"{Markup.Escape(product.Name)}  {product.Inputs} → {product.Outputs}"), product.Adapters);

        foreach (var memory in layer.Memories)
            AddInner(node, Invariant($"{Markup.Escape(memory.Name)}  width {memory.Width}"), memory.Adapters);
    }

    private static void AddInner(TreeNode layer, string place, IReadOnlyList<InnerAdapterReport> adapters)
    {
        if (adapters.Count == 0)
            return;

        var node = layer.AddNode(place);
        foreach (var adapter in adapters)
        {
            node.AddNode(
                $"[green]{Markup.Escape(adapter.Task)}[/]  {Markup.Escape(adapter.Variant)}"
                + Invariant($"  {adapter.Parameters:N0} parameters"));
        }
    }

    private static string Describe(AdapterReport adapter) =>
        $"[green]{Markup.Escape(adapter.Task)}[/]  {Markup.Escape(adapter.Variant)}, {adapter.Placement}"
        + Invariant($"  {adapter.Parameters:N0} parameters")
        + (adapter.NormParameters > 0 ? Invariant($" + {adapter.NormParameters:N0} in its own norm") : "");

    private static string Describe(HeadReport head, long backboneParameters)
    {
        var share = (double)head.TaskParameters / backboneParameters;
        return Invariant($"[green]{Markup.Escape(head.Task)}[/]  {Markup.Escape(string.Join(", ", head.Labels))}  ")
            + Invariant($"{head.Parameters:N0} parameters, {head.TaskParameters:N0} with its adapters ({share:P1})");
    }
}
