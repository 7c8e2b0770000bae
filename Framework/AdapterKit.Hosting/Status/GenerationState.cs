namespace AdapterKit.Hosting;

/// <summary>What a generation of a host is for.</summary>
public enum GenerationState
{
    /// <summary>New leases are on this one.</summary>
    Served,

    /// <summary>It was served before, and is kept to go back to.</summary>
    Kept,

    /// <summary>It was served before, and is released when the last lease on it ends.</summary>
    Ending,
}
