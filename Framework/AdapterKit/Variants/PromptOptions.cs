using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="PromptAdapter"/>.</summary>
public sealed record PromptOptions : VariantOptions
{
    /// <summary>The number of vectors in front of a text.</summary>
    [Range(1, int.MaxValue)]
    public int Length { get; init; } = 10;
}
