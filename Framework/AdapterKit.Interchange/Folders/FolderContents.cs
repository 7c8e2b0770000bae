namespace AdapterKit.Interchange;

/// <summary>What a folder says, whatever its format.</summary>
internal sealed class FolderContents : IDisposable
{
    /// <summary>The folder.</summary>
    public required string Directory { get; init; }

    /// <summary>The library that wrote it.</summary>
    public required string Format { get; init; }

    /// <summary>The name of the adapter or fusion.</summary>
    public required string Name { get; init; }

    /// <summary>The adapters; none for a fusion.</summary>
    public IReadOnlyList<AdapterRecipe> Recipes { get; init; } = [];

    /// <summary>The fusion, and the names of its members; null for adapters.</summary>
    public FusionSource? Fusion { get; init; }

    /// <summary>The weights of adapters or fusion; in PEFT folders those of the head, too.</summary>
    public required WeightFile Weights { get; init; }

    /// <summary>The keys of these weights.</summary>
    public required KeyScheme Keys { get; init; }

    /// <summary>The keys of other adapters that were written along, which are left out of account.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>The head; null if there is none.</summary>
    public IHeadFolder? Head { get; init; }

    public void Dispose()
    {
        Weights.Dispose();
        Head?.Dispose();
    }
}

/// <summary>The fusion that a folder describes.</summary>
/// <param name="Members">The names of its members.</param>
/// <param name="Options">How they are fused.</param>
internal sealed record FusionSource(IReadOnlyList<string> Members, FusionOptions Options);
