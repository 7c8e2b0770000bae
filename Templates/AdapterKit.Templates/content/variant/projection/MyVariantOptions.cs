using System.ComponentModel.DataAnnotations;
using AdapterKit;

namespace MyNamespace;

/// <summary>Options of <see cref="MyVariantAdapter"/>. A bundle stores them, so each has a default.</summary>
public sealed record MyVariantOptions : VariantOptions
{
    /// <summary>The rank of the change.</summary>
    [Range(1, int.MaxValue)]
    public int Rank { get; init; } = 8;

    /// <summary>The factor <c>s</c> on the change.</summary>
    public double Scale { get; init; } = 1;
}
