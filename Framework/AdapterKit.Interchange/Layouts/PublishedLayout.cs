namespace AdapterKit.Interchange;

/// <summary>Where a backbone's layers, places and products have their keys in published files, from its declarations.</summary>
internal sealed class PublishedLayout
{
    private const string Matrix = ".weight";
    private readonly IReadOnlyList<string> layerKeys;
    private readonly Dictionary<ProjectionSite, string> products;

    private PublishedLayout(Backbone backbone, IPublishedModel model)
    {
        (Backbone, Names) = (backbone, model.Names);
        layerKeys = WeightMap.GetLayerKeys(model);
        var slots = WeightMap.GetSlots(model).Where(slot => slot.Key.EndsWith(Matrix, StringComparison.Ordinal)).ToList();
        products = backbone.Encoder.ProjectionSites.ToDictionary(site => site, site => PathOf(slots.First(
            slot => slot.IsRowsOf(backbone.Encoder.Projections[site.Projection], site.Part.FirstRow, site.Part.Rows))));
        OtherMatrices = [.. slots.Where(slot => slot.Shape.Count == 2).Select(PathOf).Except(products.Values)];
    }

    public Backbone Backbone { get; }

    public CheckpointNames Names { get; }

    /// <summary>The keys of the matrices that are no product of a sub-layer, such as embeddings.</summary>
    public IReadOnlyList<string> OtherMatrices { get; }

    /// <exception cref="InterchangeException">The backbone declares no keys.</exception>
    public static PublishedLayout Of(Backbone backbone) => backbone is IPublishedModel model
        ? new PublishedLayout(backbone, model)
        : throw new InterchangeException(
            $"Backbone '{backbone.Id}' declares no keys for its weights, so nobody else's files can refer to them.");

    /// <summary>The key of a product, such as <c>encoder.layer.0.attention.self.query</c>.</summary>
    public string KeyOf(ProjectionSite site) => products[site];

    /// <summary>The key of a place in files of AdapterHub, such as <c>encoder.layer.0.output</c>; null if it has none.</summary>
    public string? KeyOf(Site site) => site.Point.Hub is { } place ? $"{layerKeys[site.Layer]}.{place}" : null;

    /// <summary>Returns the model's prefix if some of the keys begin with it, else nothing.</summary>
    public string PrefixIn(IEnumerable<string> keys) =>
        keys.Any(key => key.StartsWith(Names.Prefix, StringComparison.Ordinal)) ? Names.Prefix : "";

    private static string PathOf(WeightSlot slot) => slot.Key[..^Matrix.Length];
}
