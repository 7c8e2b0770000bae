namespace AdapterKit;

/// <summary>A part of a stack: a task, or several that are combined.</summary>
/// <param name="Drop">The sites at which the setup drops it.</param>
internal abstract record StackEntry(DropSet Drop)
{
    /// <summary>The tasks of this part.</summary>
    public abstract IReadOnlyList<IPlannedTask> Tasks { get; }

    /// <summary>The task whose head may read the result; <see langword="null"/> if several are combined.</summary>
    public virtual IPlannedTask? Head => null;

    /// <summary>Whether tasks depend on the number of a token.</summary>
    public virtual bool CountsTokens => false;

    /// <summary>The part's own norm at a site; <see langword="null"/> if it uses the backbone's.</summary>
    public virtual nn.Module<Tensor, Tensor>? NormAt(Site site) => null;

    /// <summary>The part's own norm of a sub-layer's output; <see langword="null"/> if it uses the backbone's.</summary>
    public virtual nn.Module<Tensor, Tensor>? OutputNormAt(Site site) => null;

    /// <summary>Creates the steps at a site that is not dropped.</summary>
    public abstract IEnumerable<SiteStep> CreateSteps(Site site, PlanPurpose purpose, IFusionProbe? probe);

    /// <summary>Creates the change to a product; <see langword="null"/> for none.</summary>
    /// <param name="linear">The backbone's weights.</param>
    /// <param name="parts">The parts of the product that are not dropped.</param>
    public abstract ProjectionChange? CreateChange(Linear linear, IReadOnlyList<ProjectionSite> parts);

    /// <summary>The adapter at an attention that is not dropped; <see langword="null"/> for none.</summary>
    public virtual MemoryAdapter? AdapterAt(MemorySite site) => null;

    /// <summary>The adapter at the embedded tokens; <see langword="null"/> for none.</summary>
    public virtual EntryAdapter? AdapterAt(EntrySite site) => null;
}
