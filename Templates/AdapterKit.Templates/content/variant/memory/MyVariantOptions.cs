using System.ComponentModel.DataAnnotations;
using AdapterKit;

namespace MyNamespace;

/// <summary>Options of <see cref="MyVariantAdapter"/>. A bundle stores them, so each has a default.</summary>
public sealed record MyVariantOptions : VariantOptions
{
    /// <summary>The number of keys and values in front of every text.</summary>
    [Range(1, int.MaxValue)]
    public int Length { get; init; } = 8;
}
