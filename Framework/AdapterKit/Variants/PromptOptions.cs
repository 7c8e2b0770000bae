namespace AdapterKit;

/// <summary>Options of <see cref="PromptAdapter"/>.</summary>
public sealed record PromptOptions : VariantOptions
{
    /// <summary>The number of vectors in front of a text.</summary>
    public int Length { get; init; } = 10;
}
