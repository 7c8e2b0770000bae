namespace AdapterKit;

/// <summary>What a <see cref="BatchedProjection"/> adds to one part of the product.</summary>
internal sealed class BatchedPart : IDisposable
{
    private readonly ProjectionPart range;
    private readonly long first;
    private readonly Tensor up;
    private readonly Tensor? bias;

    private BatchedPart(ProjectionPart range, long first, Tensor up, Tensor? bias) =>
        (this.range, this.first, this.up, this.bias) = (range, first, up, bias);

    /// <summary>Collects the changes of all branches to a part.</summary>
    /// <param name="branches">The branches, in the order of their rows.</param>
    /// <param name="range">The part.</param>
    /// <param name="down">Where their down-projections belong: <c>[branches, inputs, rank]</c>, zero so far.</param>
    /// <param name="first">The place of the part's units among those of all parts.</param>
    public static BatchedPart Create(IReadOnlyList<AdaptedProjection> branches, ProjectionPart range, Tensor down, long first)
    {
        var up = down.new_zeros(branches.Count, down.size(2), range.Rows);
        var bias = down.new_zeros(branches.Count, 1, range.Rows);
        var hasBias = false;
        foreach (var (index, branch) in branches.Index())
        {
            var unit = 0L;
            foreach (var change in branch.GetChanges(range))
            {
                var (rank, rows) = (change.Down.out_features, Scale(change, change.Up.weight).t());
                down[index].narrow(1, unit, rank).copy_(change.Down.weight.t());
                up[index].narrow(0, unit, rank).copy_(rows);
                if (change.Down.bias is { } downBias)
                    bias[index, 0].add_(downBias.matmul(rows));
                if (change.Up.bias is { } upBias)
                    bias[index, 0].add_(Scale(change, upBias));

                hasBias |= change.Down.bias is not null || change.Up.bias is not null;
                unit += rank;
            }
        }

        return new(range, first, up.DetachFromDisposeScope(), hasBias ? bias.DetachFromDisposeScope() : null);
    }

    /// <summary>Adds the changes.</summary>
    /// <param name="product">The product, <c>[branches, rows, outputs]</c>; changed in place.</param>
    /// <param name="reduced">Its input after the down-projections, <c>[branches, rows, ranks of all parts]</c>.</param>
    public void AddTo(Tensor product, Tensor reduced)
    {
        var outputs = product.narrow(2, range.FirstRow, range.Rows);
        outputs.add_(reduced.narrow(2, first, up.size(1)).bmm(up));
        if (bias is not null)
            outputs.add_(bias);
    }

    public void Dispose()
    {
        up.Dispose();
        bias?.Dispose();
    }

    private static Tensor Scale(IBottleneck change, Tensor values) => change.Scaling?.call(values) ?? values;
}
