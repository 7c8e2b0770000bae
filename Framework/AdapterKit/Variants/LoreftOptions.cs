using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="LoreftAdapter"/>.</summary>
public sealed record LoreftOptions : VariantOptions
{
    /// <summary>The dimension of the subspace.</summary>
    [Range(1, int.MaxValue)]
    public int Rank { get; init; } = 4;

    /// <summary>How many tokens are changed at the beginning of a text.</summary>
    [Range(0, int.MaxValue)]
    public int First { get; init; } = 3;

    /// <summary>How many tokens are changed at its end.</summary>
    [Range(0, int.MaxValue)]
    public int Last { get; init; }
}
