namespace AdapterKit.Interchange;

/// <summary>Where a backbone's layers, places and products have their keys in published files, from its declarations.</summary>
internal sealed class PublishedLayout
{
    private const string Matrix = ".weight";
    private const string Bias = ".bias";
    private readonly IReadOnlyList<string> layerKeys;
    private readonly Dictionary<ProjectionSite, string> products;
    private readonly Dictionary<EmbeddingTable, string> tables;
    private readonly Dictionary<IAdapterPlace, string> norms;

    private PublishedLayout(Backbone backbone, IPublishedModel model)
    {
        (Backbone, Names) = (backbone, model.Names);
        layerKeys = WeightMap.GetLayerKeys(model);
        var all = WeightMap.GetSlots(model);
        var slots = all.Where(slot => slot.Key.EndsWith(Matrix, StringComparison.Ordinal)).ToList();
        var biases = all.Where(slot => slot.Key.EndsWith(Bias, StringComparison.Ordinal)).ToList();
        products = new(
            from site in backbone.Encoder.ProjectionSites
            let product = backbone.Encoder.Projections[site.Projection]
            let slot = slots.Find(slot => slot.IsRowsOf(product, site.Part.FirstRow, site.Part.Rows))
            where slot is not null
            select KeyValuePair.Create(site, PathOf(slot)));
        tables = FindTables(backbone, slots);
        norms = FindNorms(backbone, biases);
        Biases = [.. biases.Select(slot => slot.Key[..^Bias.Length])];
        OtherMatrices = [.. slots.Where(slot => slot.Shape.Count == 2).Select(PathOf).Except(products.Values)];
    }

    public Backbone Backbone { get; }

    public CheckpointNames Names { get; }

    /// <summary>The keys of the matrices that are no product of a sub-layer, such as embeddings.</summary>
    public IReadOnlyList<string> OtherMatrices { get; }

    /// <summary>The keys of the products and norms that have a bias.</summary>
    public IReadOnlyList<string> Biases { get; }

    /// <summary>Why AdapterHub's invertible adapters compute something else on this model; null if they do not.</summary>
    public static string? FindEntryDifference(Backbone backbone) => backbone is IPublishedModel { Names.ModelType: "gpt2" }
        ? "AdapterHub's invertible adapters change GPT-2's embeddings before positions are added to them, ours after"
        : null;

    /// <summary>Whether AdapterHub ignores the invertible adapters that a configuration asks for: it has none for images.</summary>
    public static bool LacksEntry(Backbone backbone) => backbone is IImageModel;

    /// <exception cref="InterchangeException">The backbone declares no keys.</exception>
    public static PublishedLayout Of(Backbone backbone) => backbone is IPublishedModel model
        ? new PublishedLayout(backbone, model)
        : throw new InterchangeException(
            $"Backbone '{backbone.Id}' declares no keys for its weights, so nobody else's files can refer to them.");

    /// <summary>
    /// The key of a product, such as <c>encoder.layer.0.attention.self.query</c>; null for a part of a matrix that files have as a whole.
    /// </summary>
    public string? KeyOf(ProjectionSite site) => products.GetValueOrDefault(site);

    /// <summary>The key of the matrix that a part without a key of its own belongs to, such as <c>h.0.attn.c_attn</c>.</summary>
    public string KeyOfWhole(ProjectionSite part) => products.First(
        entry => entry.Key.Projection == part.Projection && entry.Key.Part.IsJoint).Value;

    /// <summary>The key of a table of the embeddings, such as <c>embeddings.word_embeddings</c>; null if it has none.</summary>
    public string? KeyOf(EmbeddingTable table) => tables.GetValueOrDefault(table);

    /// <summary>
    /// The key of the norm with a bias behind a sub-layer or the embeddings, such as <c>embeddings.LayerNorm</c>; null for none.
    /// </summary>
    public string? KeyOfNorm(IAdapterPlace place) => norms.GetValueOrDefault(place);

    /// <summary>The key of a place in files of AdapterHub, such as <c>encoder.layer.0.output</c>; null if it has none.</summary>
    public string? KeyOf(Site site) => site.Point.Hub is { } place ? $"{layerKeys[site.Layer]}.{place}" : null;

    /// <summary>Returns the model's prefix if some of the keys begin with it, else nothing.</summary>
    public string PrefixIn(IEnumerable<string> keys) =>
        keys.Any(key => key.StartsWith(Names.Prefix, StringComparison.Ordinal)) ? Names.Prefix : "";

    private static Dictionary<EmbeddingTable, string> FindTables(Backbone backbone, List<WeightSlot> slots) => new(
        from table in backbone.Tables is { } own ? Enum.GetValues<EmbeddingTable>().Where(own.Has) : []
        let module = backbone.named_modules().First(entry => ReferenceEquals(entry.module, backbone.Tables!.Find(table)))
        let slot = slots.Find(slot => slot.Name == module.name + Matrix)
        where slot is not null
        select KeyValuePair.Create(table, PathOf(slot)));

    private static Dictionary<IAdapterPlace, string> FindNorms(Backbone backbone, List<WeightSlot> biases)
    {
        var modules = backbone.named_modules().ToList();
        var sites = backbone.Encoder.Sites
            .Where(site => site.Point.Placement == NormPlacement.Post)
            .Select(site => (Place: (IAdapterPlace)site, site.Point.Width, site.Point.Norm));
        var entries = backbone.Encoder.EntrySites.Select(site => (Place: (IAdapterPlace)site, site.Width, backbone.Tables?.Norm));
        return new(
            from entry in sites.Concat(entries)
            let name = modules.Find(module => ReferenceEquals(module.module, entry.Norm)).name
            let slot = biases.Find(slot => slot.Name == name + Bias && slot.Shape[0] == entry.Width)
            where entry.Norm is not null && slot is not null
            select KeyValuePair.Create(entry.Place, slot.Key[..^Bias.Length]));
    }

    private static string PathOf(WeightSlot slot) => slot.Key[..^Matrix.Length];
}
