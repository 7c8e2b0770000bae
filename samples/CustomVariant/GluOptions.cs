using System.ComponentModel.DataAnnotations;
using AdapterKit;

namespace Samples.CustomVariant;

/// <summary>Options of <see cref="GluAdapter"/>. A bundle stores them, so each has a default.</summary>
public sealed record GluOptions : VariantOptions
{
    /// <summary>The width of the gated values.</summary>
    [Range(1, int.MaxValue)]
    public int Inner { get; init; } = 8;

    /// <summary>The function of the gate.</summary>
    public Activation Gate { get; init; } = Activation.Sigmoid;
}
