namespace AdapterKit;

/// <summary>Adapters of one variant: their options, and the places that have one.</summary>
/// <param name="Variant">The adapter variant.</param>
public sealed record AdapterSet(AdapterVariant Variant)
{
    /// <summary>The variant's options.</summary>
    public VariantOptions Options { get; init; } = Variant.Defaults;

    /// <summary>How the adapters join the residual path.</summary>
    public AdapterPlacement Placement { get; init; } = AdapterPlacement.Sequential;

    /// <summary>
    /// The places that have an adapter: insertion points, or parts of products such as <c>attention.q</c> for a variant that changes
    /// products. Every such place if <see langword="null"/>, none if empty.
    /// </summary>
    public IReadOnlyList<string>? Points { get; init; }

    /// <summary>Whether the task trains its own copies of the norms at these sites, as Houlsby et al. 2019 do.</summary>
    public bool TuneNorms { get; init; } = true;

    /// <summary>The sites that have none of these adapters.</summary>
    public DropSet Drop { get; init; } = DropSet.None;

    /// <summary>Whether one of these adapters is at a site.</summary>
    /// <param name="site">The site.</param>
    public bool Covers(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return !Variant.ChangesProjections && Names(site.Point.Name) && !Drop.Contains(site);
    }

    /// <summary>Whether one of these adapters is at a part of a product.</summary>
    /// <param name="site">The part.</param>
    public bool Covers(ProjectionSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return Variant.ChangesProjections && Names(site.Name) && !Drop.Contains(site);
    }

    private bool Names(string point) => Points is null || Points.Contains(point);
}
