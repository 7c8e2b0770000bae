namespace AdapterKit;

/// <summary>
/// Branches with equally many rows whose changes are linear: one batched product down, and one up, for all branches and all parts.
/// </summary>
/// <remarks>Ranks that differ are padded with zeros. What adds to the bias is a unit of its own, whose input is one.</remarks>
internal sealed class BatchedProjection : ProjectionChange
{
    private readonly Tensor down;
    private readonly Tensor up;
    private readonly Tensor? bias;

    private BatchedProjection(Tensor down, Tensor up, Tensor? bias) => (this.down, this.up, this.bias) = (down, up, bias);

    /// <summary>Batches branches.</summary>
    /// <param name="branches">The branches, in the order of their rows; all of them linear.</param>
    /// <param name="inputs">The width of the input.</param>
    /// <param name="outputs">The width of the product.</param>
    public static BatchedProjection Create(IReadOnlyList<AdaptedProjection> branches, long inputs, long outputs)
    {
        var rank = branches.Max(branch => branch.Adapters.Sum(step => ((IBottleneck)step.Adapter).Down.out_features));
        var like = ((IBottleneck)branches[0].Adapters[0].Adapter).Down.weight;
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var down = like.new_zeros(branches.Count, inputs, rank);
        var up = like.new_zeros(branches.Count, rank, outputs);
        var bias = like.new_zeros(branches.Count, 1, outputs);
        var hasBias = false;
        foreach (var (index, branch) in branches.Index())
        {
            var first = 0L;
            foreach (var (adapter, part) in branch.Adapters)
            {
                var change = (IBottleneck)adapter;
                var own = change.Down.out_features;
                var rows = Scale(change, change.Up.weight).t();
                down[index].narrow(1, first, own).copy_(change.Down.weight.t());
                up[index].narrow(0, first, own).narrow(1, part.FirstRow, part.Rows).copy_(rows);
                var added = bias[index, 0].narrow(0, part.FirstRow, part.Rows);
                if (change.Down.bias is { } downBias)
                    added.add_(downBias.matmul(rows));
                if (change.Up.bias is { } upBias)
                    added.add_(Scale(change, upBias));

                hasBias |= change.Down.bias is not null || change.Up.bias is not null;
                first += own;
            }
        }

        return new(down.DetachFromDisposeScope(), up.DetachFromDisposeScope(), hasBias ? bias.DetachFromDisposeScope() : null);
    }

    public override Tensor Project(Linear linear, Tensor x)
    {
        using var product = linear.call(x);
        return Apply(product, x);
    }

    public override Tensor Apply(Tensor y, Tensor x)
    {
        using var scope = NewDisposeScope();
        var changed = Reduce(x).baddbmm(up, GetRows(y));
        return (bias is null ? changed : changed.add_(bias)).view(y.shape).MoveToOuterDisposeScope();
    }

    public override void ApplyInPlace(Tensor y, Tensor x)
    {
        using var scope = NewDisposeScope();
        var rows = GetRows(y).add_(Reduce(x).bmm(up));
        if (bias is not null)
            rows.add_(bias);
    }

    public override void Dispose()
    {
        down.Dispose();
        up.Dispose();
        bias?.Dispose();
    }

    private static Tensor Scale(IBottleneck change, Tensor values) => change.Scaling?.call(values) ?? values;

    private Tensor GetRows(Tensor y) => y.view(down.size(0), -1, up.size(2));

    private Tensor Reduce(Tensor x) => x.reshape(down.size(0), -1, down.size(1)).bmm(down);
}
