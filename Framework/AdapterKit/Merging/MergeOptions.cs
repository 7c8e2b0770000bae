namespace AdapterKit;

/// <summary>How <see cref="AdapterMerger"/> merges adapters.</summary>
public sealed record MergeOptions
{
    /// <summary>The method.</summary>
    public MergeMethod Method { get; init; } = MergeMethod.Linear;

    /// <summary>
    /// Whether the method combines the changes <c>ΔW_i</c> themselves, with weights <c>w_i</c>, rather than their factors. The result is
    /// decomposed by SVD into the best factors of the wanted <see cref="Rank"/> (Eckart and Young 1936). Ranks may differ then.
    /// </summary>
    /// <remarks>
    /// PEFT 0.20 multiplies each change by <c>s_i</c> twice in its methods that end in <c>svd</c>; weights <c>w_i·s_i</c> give its numbers.
    /// </remarks>
    public bool Decompose { get; init; }

    /// <summary>The rank of a decomposed result; the largest rank among the adapters if <see langword="null"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rank is not positive.</exception>
    public int? Rank
    {
        get;
        init
        {
            if (value is { } rank)
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rank, nameof(Rank));

            field = value;
        }
    }

    /// <summary>The share of entries that pruning keeps, above 0 and at most 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside of these bounds.</exception>
    public double Density
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Density), value, "The density must be above 0 and at most 1.");
    } = 0.5;

    /// <summary>How TIES elects signs.</summary>
    public MajoritySign MajoritySign { get; init; } = MajoritySign.Total;

    /// <summary>The seed of the entries that DARE drops.</summary>
    public int Seed { get; init; } = 1;
}
