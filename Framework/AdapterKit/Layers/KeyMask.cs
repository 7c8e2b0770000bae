namespace AdapterKit;

/// <summary>Which keys the queries of a pass may attend to.</summary>
/// <param name="Added">The term added to the scores, which broadcasts to <c>[batch, heads, queries, keys]</c>; none if null.</param>
/// <param name="IsCausal">Whether each query attends to the keys up to its own, without a term that says so.</param>
internal readonly record struct KeyMask(Tensor? Added, bool IsCausal)
{
    private const double Masked = -1e9;
    private const double MaskedHalf = -3e4;

    /// <summary>The score of a key that is masked: finite, so that a row without any key gets equal weights and not NaN.</summary>
    public static double GetMaskedScore(ScalarType dtype) => dtype == ScalarType.Float16 ? MaskedHalf : Masked;

    /// <summary>The mask of some rows, whose term is in the dispose scope of the caller.</summary>
    public KeyMask Narrow(long first, long count) =>
        Added is null || Added.dim() < 4 || Added.size(0) == 1 ? this : this with { Added = Added.narrow(0, first, count) };

    /// <summary>Creates the term that masks later keys, <c>[queries, keys]</c>; the last query is at the last key.</summary>
    public static Tensor CreateTriangle(long queries, long keys, ScalarType dtype, Device device)
    {
        using var all = full(queries, keys, GetMaskedScore(dtype), dtype, device);
        return all.triu(1 + keys - queries);
    }
}
