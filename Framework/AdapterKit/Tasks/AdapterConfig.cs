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

    /// <summary>The task adapters that are mixed at the sites, in place of adapters of the task's own; <see langword="null"/> for a task that has its own.</summary>
    public FusionConfig? Fusion { get; init; }

    /// <summary>The task adapters that <see cref="Fusion"/> names; borrowed, and no part of what a bundle stores.</summary>
    public IReadOnlyList<TaskAdapter> Sources { get; init; } = [];

    /// <summary>A task that mixes others and has no adapter of its own (AdapterFusion, Pfeiffer et al. 2021).</summary>
    /// <param name="fusion">The members, and how they are mixed.</param>
    public static AdapterConfig Fused(FusionConfig fusion) => new(AdapterVariant.None) { Fusion = fusion, TuneNorms = false };

    /// <summary>The same head without an adapter: what a linear probe trains.</summary>
    public AdapterConfig HeadOnly() => this with { Points = [], Fusion = null };

    /// <summary>Whether a site gets an adapter.</summary>
    /// <param name="site">The site.</param>
    public bool Covers(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return (Points is null || Points.Contains(site.Point.Name)) && !Drop.Contains(site);
    }
}
