namespace AdapterKit;

/// <summary>Options of <see cref="PrefixAdapter"/>.</summary>
public sealed record PrefixOptions : VariantOptions
{
    /// <summary>The number of keys and values that a prefix adds.</summary>
    public int Length { get; init; } = 10;
}
