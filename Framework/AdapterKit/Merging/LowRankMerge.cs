namespace AdapterKit;

/// <summary>Merges the low-rank changes of several tasks to one product.</summary>
/// <param name="options">The method with its settings.</param>
internal sealed class LowRankMerge(MergeOptions options) : IDisposable
{
    private readonly TensorMerge tensors = new(options);

    /// <summary>Merges changes.</summary>
    /// <param name="changes">At least one.</param>
    /// <param name="site">The product, for messages.</param>
    /// <returns><c>A</c> and <c>B</c> of the merged change, whose scaling is 1; new tensors.</returns>
    /// <exception cref="ArgumentException">The ranks differ, and the method needs equal ones.</exception>
    public (Tensor A, Tensor B) Merge(IReadOnlyList<LowRankChange> changes, ProjectionSite site)
    {
        if (options.Method == MergeMethod.Concatenate)
            return Concatenate(changes);
        if (options.Decompose)
            return Decompose(changes);

        if (changes.Any(change => change.Rank != changes[0].Rank))
        {
            throw new ArgumentException(
                $"The ranks at {site} are {string.Join(" and ", changes.Select(change => change.Rank).Distinct())}, but "
                + $"{nameof(MergeMethod)}.{options.Method} needs equal ones. Use {nameof(MergeMethod.Concatenate)}, or set "
                + $"{nameof(MergeOptions.Decompose)}.");
        }

        // The weight is split evenly between both factors; its sign belongs to one of them.
        List<double> roots = [.. changes.Select(change => Math.Sqrt(Math.Abs(change.Weight) * change.Scaling))];
        List<double> signed = [.. roots.Zip(changes, (root, change) => change.Weight < 0 ? -root : root)];
        return (
            tensors.Combine([.. changes.Select(change => change.A)], signed),
            tensors.Combine([.. changes.Select(change => change.B)], roots));
    }

    public void Dispose() => tensors.Dispose();

    private static (Tensor A, Tensor B) Concatenate(IReadOnlyList<LowRankChange> changes) => (
        cat([.. changes.Select(change => change.A * (change.Weight * change.Scaling))]),
        cat([.. changes.Select(change => change.B)], 1));

    private (Tensor A, Tensor B) Decompose(IReadOnlyList<LowRankChange> changes)
    {
        using var scope = NewDisposeScope();
        var sum = tensors.Combine([.. changes.Select(change => change.ComputeDelta())], [.. changes.Select(change => change.Weight)]);
        var (u, s, vh) = linalg.svd(sum.to_type(ScalarType.Float64), fullMatrices: false);
        var rank = Math.Min(options.Rank ?? changes.Max(change => change.Rank), (int)s.size(0));
        return (
            vh.narrow(0, 0, rank).to_type(sum.dtype).MoveToOuterDisposeScope(),
            (u.narrow(1, 0, rank) * s.narrow(0, 0, rank)).to_type(sum.dtype).MoveToOuterDisposeScope());
    }
}
