using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="GatedLoraAdapter"/>.</summary>
public sealed record GatedLoraOptions : VariantOptions
{
    /// <summary>The rank <c>r</c> of the change.</summary>
    [Range(1, int.MaxValue)]
    public int Rank { get; init; } = 8;

    /// <summary>Which tokens the gate averages over; not <see cref="Gating.None"/>.</summary>
    public Gating Gating { get; init; } = Gating.RealTokens;
}
