using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="PromptAdapter"/>.</summary>
public sealed record PromptOptions : VariantOptions
{
    /// <summary>The number of vectors in front of a text.</summary>
    [Range(1, int.MaxValue)]
    public int Length { get; init; } = 10;

    /// <summary>
    /// Whether the vectors stand among the word embeddings, before positions are added and the norm is applied, as in the PEFT library. The
    /// text behind them begins at the position after the last one then.
    /// </summary>
    public bool AmongWords { get; init; }
}
