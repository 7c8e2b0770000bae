namespace AdapterKit;

/// <summary>The configuration of a task: which adapters it has, where, and how much of a text it reads.</summary>
/// <remarks>
/// Most tasks have adapters of one variant, whose properties stand here by their names. A task may have several <see cref="Sets"/>,
/// each at places of its own: MAM (He et al. 2022) and UniPELT (Mao et al. 2022) are such unions.
/// </remarks>
public sealed record AdapterConfig
{
    /// <summary>The number of tokens that a task reads unless it is configured otherwise.</summary>
    public const int DefaultMaxTokens = 64;

    /// <summary>Configures a task with adapters of one variant, everywhere and with its default options.</summary>
    /// <param name="variant">The adapter variant.</param>
    public AdapterConfig(AdapterVariant variant)
        : this(new AdapterSet(variant))
    {
    }

    /// <summary>Configures a task with adapters of one variant or of several.</summary>
    /// <param name="sets">At least one set; no place may have two adapters.</param>
    /// <exception cref="ArgumentException">There is no set.</exception>
    public AdapterConfig(params IReadOnlyList<AdapterSet> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        Sets = sets.Count > 0 ? sets : throw new ArgumentException("A task needs at least one set of adapters.", nameof(sets));
    }

    /// <summary>The adapters, one set or several.</summary>
    public IReadOnlyList<AdapterSet> Sets { get; private init; }

    /// <summary>The adapter variant of the first set.</summary>
    public AdapterVariant Variant => Sets[0].Variant;

    /// <summary>The options of the first set.</summary>
    public VariantOptions Options
    {
        get => Sets[0].Options;
        init => Sets = [Sets[0] with { Options = value }, .. Sets.Skip(1)];
    }

    /// <summary>How the adapters of the first set join the residual path.</summary>
    public AdapterPlacement Placement
    {
        get => Sets[0].Placement;
        init => Sets = [Sets[0] with { Placement = value }, .. Sets.Skip(1)];
    }

    /// <summary>The places of the first set: <see cref="AdapterSet.Points"/>.</summary>
    public IReadOnlyList<string>? Points
    {
        get => Sets[0].Points;
        init => Sets = [Sets[0] with { Points = value }, .. Sets.Skip(1)];
    }

    /// <summary>Whether the task trains its own copies of the norms at the sites of the first set.</summary>
    public bool TuneNorms
    {
        get => Sets[0].TuneNorms;
        init => Sets = [Sets[0] with { TuneNorms = value }, .. Sets.Skip(1)];
    }

    /// <summary>The sites without adapters of any set.</summary>
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

    /// <summary>What precedes the linear layer that computes the logits.</summary>
    public HeadForm Head { get; init; } = HeadForm.Default;

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
    public AdapterConfig HeadOnly() => this with { Sets = [Sets[0] with { Points = [] }], Fusion = null };

    /// <summary>Finds the adapters, or the fusion, that a place has one of.</summary>
    /// <param name="place">The place.</param>
    /// <returns><see langword="null"/> if the task has neither an adapter nor a fusion there.</returns>
    public AdapterSet? FindSet(IAdapterPlace place) => Drop.Contains(place) ? null : Sets.FirstOrDefault(set => set.Covers(place));
}
