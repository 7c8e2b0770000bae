namespace AdapterKit;

/// <summary>The positions of the queries and of the keys of an attention.</summary>
/// <param name="Queries">int64 <c>[rows, queries]</c>, or one row for all.</param>
/// <param name="Keys">int64 <c>[rows, keys]</c>, or one row for all.</param>
internal readonly record struct TokenPositions(Tensor Queries, Tensor Keys)
{
    /// <summary>The positions of some rows.</summary>
    public TokenPositions Narrow(long first, long count) => new(Narrow(Queries, first, count), Narrow(Keys, first, count));

    private static Tensor Narrow(Tensor positions, long first, long count) =>
        positions.size(0) == 1 ? positions : positions.narrow(0, first, count);
}
