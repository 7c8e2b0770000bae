using AdapterKit;

namespace MyNamespace;

/// <summary>Options of <see cref="MyVariantAdapter"/>; bundles store them, so every one has a default.</summary>
public sealed record MyVariantOptions : VariantOptions
{
    /// <summary>The width between the two projections.</summary>
    public int Bottleneck { get; init; } = 16;

    /// <summary>What acts between the two projections.</summary>
    public Activation Activation { get; init; } = Activation.Silu;
}
