namespace AdapterKit;

/// <summary>What fusions and plans need to know of a task.</summary>
internal interface ISiteTask
{
    /// <summary>The id of the task.</summary>
    string Id { get; }

    /// <summary>The backbone that the task was built for.</summary>
    Backbone Backbone { get; }

    /// <summary>How its adapter at a site joins the residual path.</summary>
    AdapterPlacement PlacementAt(Site site);

    /// <summary>The task's adapter at a site; <see langword="null"/> if it has none.</summary>
    ResidualAdapter? AdapterAt(Site site);

    /// <summary>The task's adapter at a part of a product; <see langword="null"/> if it has none.</summary>
    ProjectionAdapter? AdapterAt(ProjectionSite site);

    /// <summary>The task's adapter at an attention; <see langword="null"/> if it has none.</summary>
    MemoryAdapter? AdapterAt(MemorySite site);

    /// <summary>The task's adapter at the embedded tokens; <see langword="null"/> if it has none.</summary>
    EntryAdapter? AdapterAt(EntrySite site);

    /// <summary>The task's own copy of the norm at a site; <see langword="null"/> if it uses the backbone's.</summary>
    nn.Module<Tensor, Tensor>? NormAt(Site site);

    /// <summary>The task's own copy of the norm of a sub-layer's output; <see langword="null"/> if it uses the backbone's.</summary>
    nn.Module<Tensor, Tensor>? OutputNormAt(Site site);
}
