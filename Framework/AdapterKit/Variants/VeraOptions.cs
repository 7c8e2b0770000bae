using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="VeraAdapter"/>.</summary>
public sealed record VeraOptions : VariantOptions
{
    /// <summary>The rank of the random matrices.</summary>
    [Range(1, int.MaxValue)]
    public int Rank { get; init; } = 256;

    /// <summary>The value at which the factors <c>d</c> start.</summary>
    public double Start { get; init; } = 0.1;
}
