namespace AdapterKit;

/// <summary>The task adapters that a task fuses in place of adapters of its own, and how.</summary>
/// <param name="Setup">The members.</param>
public sealed record FusionConfig(FuseSetup Setup)
{
    /// <summary>How they are fused.</summary>
    public FusionOptions Options { get; init; } = new();

    /// <summary>
    /// The members kept at each site; <see langword="null"/> for all that have an adapter there. A pruned fusion is for inference.
    /// </summary>
    public FusionPruning? Pruning { get; init; }
}
