namespace AdapterKit.Interchange;

/// <summary>Adapters of one variant with the same options, and where they are.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Options">Its options.</param>
/// <param name="Places">The insertion points and parts of products, layer by layer.</param>
internal sealed record AdapterRecipe(AdapterVariant Variant, VariantOptions Options, IReadOnlyList<AdapterPlace> Places)
{
    /// <summary>How the adapters join the residual path.</summary>
    public AdapterPlacement Placement { get; init; } = AdapterPlacement.Sequential;

    /// <summary>The number of rows of the smallest matrix of an adapter: the rank, or the width of the bottleneck.</summary>
    public long Units { get; init; } = 1;
}

/// <summary>A place of an adapter.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Point">The insertion point, or the part of a product.</param>
internal readonly record struct AdapterPlace(int Layer, string Point);
