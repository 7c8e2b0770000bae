using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="ComputedPrefixAdapter"/>.</summary>
public sealed record ComputedPrefixOptions : PrefixOptions
{
    /// <summary>The number of units between the two products of the network that computes the prefixes.</summary>
    [Range(1, int.MaxValue)]
    public int Units { get; init; } = 512;
}
