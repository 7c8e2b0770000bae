using System.Text.Json;
using AdapterKit.Interchange;

namespace AdapterKit.Tests;

/// <summary>Reads the peer's settings as ours, with the product's own reader.</summary>
internal static class PeerAdapter
{
    /// <summary>The configuration of one of the peer's adapters.</summary>
    /// <exception cref="InterchangeException">The adapter does something that ours cannot.</exception>
    public static AdapterConfig ReadConfig(Golden golden, string name, Backbone backbone)
    {
        var config = golden.Facts.GetProperty("adapters").GetProperty(name).GetProperty("config");
        var hasNetwork = golden.Keys("param/").Any(
            key => key.EndsWith($".prefix_tunings.{name}.{Location(golden)}.wte.weight", StringComparison.Ordinal));
        var recipes = new HubConfig(new HubVersion("3.2.1"), LayoutOf(backbone), hasNetwork).Read(new ConfigFields(golden.Name, config));
        return RecipeConfig.Create(golden.Name, recipes, backbone);
    }

    public static FusionOptions ReadFusion(JsonElement config) => HubFolder.ReadFusionOptions(new ConfigFields("fusion", config));

    /// <summary>The parameters of a task's adapters and fusions with the peer's keys.</summary>
    public static IEnumerable<KeyedWeight> Map(TaskAdapter task, string owner, Golden golden) =>
        new HubKeys(LayoutOf(task.Backbone), $"{golden.Model.Prefix}.", owner).Map(task);

    /// <summary>The peer's weight of a product after merging.</summary>
    public static Tensor ReadMerged(ProjectionSite site, Backbone backbone, Golden golden)
    {
        var layout = LayoutOf(backbone);
        var merged = golden[$"merged/{golden.Model.Prefix}.{layout.KeyOf(site) ?? layout.KeyOfWhole(site)}.weight"];
        if (golden.Model.Name != "gpt2")
            return merged;

        // It keeps matrices transposed, and queries, keys and values in one.
        using (merged)
            return merged.t().narrow(0, site.Part.FirstRow, site.Part.Rows);
    }

    /// <summary>What the peer calls the only attention of an encoder.</summary>
    public static string Location(Golden golden) => golden.Model.Name == "distilbert" ? "self" : "self_prefix";

    private static PublishedLayout LayoutOf(Backbone backbone) =>
        PublishedLayout.Of(backbone is PaddedBackbone padded ? padded.Model : backbone);
}
