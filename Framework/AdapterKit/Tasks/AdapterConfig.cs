namespace AdapterKit;

/// <summary>The configuration of a task: which adapters it has, where, and how much of a text it reads.</summary>
/// <param name="Variant">The adapter variant.</param>
public sealed record AdapterConfig(AdapterVariant Variant)
{
    /// <summary>The number of tokens that a task reads unless it is configured otherwise.</summary>
    public const int DefaultMaxTokens = 64;

    /// <summary>The variant's options.</summary>
    public VariantOptions Options { get; init; } = Variant.Defaults;

    /// <summary>How the adapters join the residual path.</summary>
    public AdapterPlacement Placement { get; init; } = AdapterPlacement.Sequential;

    /// <summary>
    /// The places that have an adapter: insertion points, or parts of products such as <c>attention.q</c> for a variant that changes
    /// products. Every such place if <see langword="null"/>, none if empty.
    /// </summary>
    public IReadOnlyList<string>? Points { get; init; }

    /// <summary>Whether the task trains its own copies of the norms at its sites, as Houlsby et al. 2019 do.</summary>
    public bool TuneNorms { get; init; } = true;

    /// <summary>The sites without adapters.</summary>
    public DropSet Drop { get; init; } = DropSet.None;

    /// <summary>The number of tokens that the task reads of a text, in training and in prediction; longer texts are truncated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int MaxTokens
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(MaxTokens));
            field = value;
        }
    } = DefaultMaxTokens;

    /// <summary>
    /// The fusion of other tasks' adapters, in place of adapters of the task's own; <see langword="null"/> for a task that has its own.
    /// </summary>
    public FusionConfig? Fusion { get; init; }

    /// <summary>The tasks that <see cref="Fusion"/> names; borrowed, and not part of a bundle.</summary>
    public IReadOnlyList<TaskAdapter> Members { get; init; } = [];

    /// <summary>
    /// Creates the configuration of a task that fuses others and has no adapters of its own (AdapterFusion, Pfeiffer et al. 2021).
    /// </summary>
    /// <param name="fusion">The members, and how they are fused.</param>
    public static AdapterConfig Fused(FusionConfig fusion) => new(AdapterVariant.None) { Fusion = fusion, TuneNorms = false };

    /// <summary>Returns the same configuration without adapters, as a linear probe has it.</summary>
    public AdapterConfig HeadOnly() => this with { Points = [], Fusion = null };

    /// <summary>Whether the task has an adapter or a fusion at a site.</summary>
    /// <param name="site">The site.</param>
    public bool Covers(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return !Variant.ChangesProjections && Names(site.Point.Name) && !Drop.Contains(site);
    }

    /// <summary>Whether the task has an adapter at a part of a product.</summary>
    /// <param name="site">The part.</param>
    public bool Covers(ProjectionSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return Variant.ChangesProjections && Names(site.Name) && !Drop.Contains(site);
    }

    private bool Names(string point) => Points is null || Points.Contains(point);
}
