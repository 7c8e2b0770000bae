using System.ComponentModel.DataAnnotations;
using AdapterKit;

namespace MyNamespace;

/// <summary>Options of <see cref="MyVariantAdapter"/>. A bundle stores them, so each has a default.</summary>
public sealed record MyVariantOptions : VariantOptions
{
    /// <summary>The width between the two projections.</summary>
    [Range(1, int.MaxValue)]
    public int Bottleneck { get; init; } = 16;

    /// <summary>The function between the two projections.</summary>
    public Activation Activation { get; init; } = Activation.Silu;
}
