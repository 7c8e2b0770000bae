namespace AdapterKit;

/// <summary>
/// What is added to attention scores by the distance of key and query (Raffel et al. 2020, §2.1): a learned number for each head and
/// each of some ranges of distances, exact for short distances and logarithmic for longer ones.
/// </summary>
/// <remarks>
/// Share one instance among the layers of a stack (<see cref="AttentionOptions.RelativeBias"/>): a pass computes its terms once. An
/// attention does not own it, but a field of one layer does, such as the first.
/// </remarks>
public sealed class RelativePositionBias : ComponentModule<Tensor, Tensor, Tensor>, IMappedWeights
{
    private readonly Embedding table;
    private readonly int ranges;
    private readonly int maxDistance;

    /// <summary>Creates a table with random numbers.</summary>
    /// <param name="heads">The number of heads.</param>
    /// <param name="ranges">The number of ranges of distances; half of them are for later keys if those count, too.</param>
    /// <param name="maxDistance">The distance from which on all are in the last range.</param>
    /// <param name="isCausal">Whether keys are at the query or before it only, so that all ranges are for earlier keys.</param>
    /// <exception cref="ArgumentException">There are too few ranges, or they are not shorter than the longest distance.</exception>
    public RelativePositionBias(int heads, int ranges = 32, int maxDistance = 128, bool isCausal = false)
        : base(nameof(RelativePositionBias))
    {
        (this.ranges, this.maxDistance, Heads, IsCausal) = (ranges, maxDistance, heads, isCausal);
        if (Exact < 1 || maxDistance <= Exact)
        {
            throw new ArgumentException(
                $"{ranges} ranges of distances up to {maxDistance} cannot be told apart: there must be at least {(isCausal ? 2 : 4)}, and "
                + $"the longest distance must exceed {Math.Max(1, Exact)}.",
                nameof(ranges));
        }

        table = WeightInitialization.Embedding(ranges, heads);
        register_module(nameof(table), table);
    }

    /// <summary>The number of heads.</summary>
    public int Heads { get; }

    /// <summary>Whether keys are at the query or before it only.</summary>
    public bool IsCausal { get; }

    private int RangesOfOneSide => IsCausal ? ranges : ranges / 2;

    private int Exact => RangesOfOneSide / 2;

    void IMappedWeights.MapWeights(WeightMap map) => map.Add("", table);

    /// <summary>Computes the terms.</summary>
    /// <param name="queries">The positions of the queries, int64 <c>[rows, queries]</c>, or one row for all.</param>
    /// <param name="keys">The positions of the keys, int64 <c>[rows, keys]</c>.</param>
    /// <returns>What is added to the scores, <c>[rows, heads, queries, keys]</c>.</returns>
    public override Tensor forward(Tensor queries, Tensor keys)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        using var scope = NewDisposeScope();
        var distances = keys.unsqueeze(1) - queries.unsqueeze(2);
        return table.call(FindRanges(distances)).permute(0, 3, 1, 2).contiguous().MoveToOuterDisposeScope();
    }

    private Tensor FindRanges(Tensor distances)
    {
        var far = IsCausal ? distances.neg().clamp_min(0) : distances.abs();
        var share = (far.to_type(ScalarType.Float32) / Exact).log() / Math.Log((double)maxDistance / Exact);
        var logarithmic = (share * (RangesOfOneSide - Exact)).clamp_min(0).to_type(ScalarType.Int64).add_(Exact);
        var found = where(far.lt(Exact), far, logarithmic.clamp_max(RangesOfOneSide - 1));
        return IsCausal ? found : found + (distances.gt(0).to_type(ScalarType.Int64) * RangesOfOneSide);
    }
}
