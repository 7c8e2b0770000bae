namespace AdapterKit;

/// <summary>What an adapter does at its place.</summary>
public enum PlaceKind
{
    /// <summary>It changes the residual path at an insertion point: <see cref="ResidualAdapter"/>.</summary>
    Residual,

    /// <summary>It changes a product of a sub-layer: <see cref="ProjectionAdapter"/>.</summary>
    Projection,

    /// <summary>It adds keys and values to an attention: <see cref="MemoryAdapter"/>.</summary>
    Memory,

    /// <summary>It changes the embedded tokens in front of the first layer: <see cref="EntryAdapter"/>.</summary>
    Entry,
}
