namespace AdapterKit;

/// <summary>What a task puts into a backbone: which variant, with which options, where.</summary>
/// <param name="Variant">How one adapter computes.</param>
public sealed record AdapterConfig(AdapterVariant Variant)
{
    /// <summary>The variant's options.</summary>
    public VariantOptions Options { get; init; } = Variant.Defaults;

    /// <summary>How the adapters join the residual path.</summary>
    public AdapterPlacement Placement { get; init; } = AdapterPlacement.Sequential;

    /// <summary>The insertion points that get an adapter; every point where <see langword="null"/>, none where empty.</summary>
    public IReadOnlyList<string>? Points { get; init; }

    /// <summary>Whether the task trains its own copies of the norms at its sites, as Houlsby et al. 2019 do.</summary>
    public bool TuneNorms { get; init; } = true;

    /// <summary>The sites left out.</summary>
    public DropSet Drop { get; init; } = DropSet.None;

    /// <summary>The same head without an adapter: what a linear probe trains.</summary>
    public AdapterConfig HeadOnly() => this with { Points = [] };

    /// <summary>Whether a site gets an adapter.</summary>
    /// <param name="site">The site.</param>
    public bool Covers(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return (Points is null || Points.Contains(site.Point.Name)) && !Drop.Contains(site);
    }
}
