namespace AdapterKit;

/// <summary>Several bottlenecks as one: all down-projections in one matrix, all up-projections in another.</summary>
/// <remarks>
/// Every bottleneck gets one constant unit that carries the bias of its up-projection, so that <c>z_n = U_n a_n</c> exactly.
/// Narrower ones are padded with units of weight zero.
/// </remarks>
internal sealed class MergedBottlenecks : IDisposable
{
    /// <param name="bottlenecks">At least one, all of one width and activation.</param>
    public MergedBottlenecks(IReadOnlyList<IBottleneck> bottlenecks)
    {
        (Bottlenecks, Units, Activation) = (bottlenecks, CountUnits(bottlenecks), bottlenecks[0].Activation);
        var like = bottlenecks[0].Down.weight;
        var width = like.size(1);
        using var frozen = no_grad();
        Down = zeros(Count, Units, width, dtype: like.dtype, device: like.device).DetachFromDisposeScope();
        DownBias = zeros(Count, Units, dtype: like.dtype, device: like.device).DetachFromDisposeScope();
        Up = zeros(width, Count, Units, dtype: like.dtype, device: like.device).DetachFromDisposeScope();
        using var scope = NewDisposeScope();
        foreach (var (index, bottleneck) in bottlenecks.Index())
            Fill(index, bottleneck);
    }

    /// <summary>The bottlenecks that were merged.</summary>
    public IReadOnlyList<IBottleneck> Bottlenecks { get; }

    /// <summary>The number of bottlenecks.</summary>
    public int Count => Bottlenecks.Count;

    /// <summary>The units of each.</summary>
    public int Units { get; }

    /// <summary>The activation between the projections.</summary>
    public Activation Activation { get; }

    /// <summary>All <c>D_n</c>: <c>[count, units, width]</c>.</summary>
    public Tensor Down { get; }

    /// <summary>All <c>b_d</c>: <c>[count, units]</c>.</summary>
    public Tensor DownBias { get; }

    /// <summary>All <c>s·U_n</c> with <c>s·b_u</c>: <c>[width, count, units]</c>.</summary>
    public Tensor Up { get; }

    /// <summary>The units of each bottleneck once merged; <see langword="null"/> if their activations differ.</summary>
    public static int? FindUnits(IReadOnlyList<IBottleneck> bottlenecks) =>
        bottlenecks.All(bottleneck => bottleneck.Activation == bottlenecks[0].Activation) ? CountUnits(bottlenecks) : null;

    public void Dispose()
    {
        Down.Dispose();
        DownBias.Dispose();
        Up.Dispose();
    }

    private static int CountUnits(IReadOnlyList<IBottleneck> bottlenecks) =>
        bottlenecks.Max(bottleneck => (int)bottleneck.Down.out_features) + 1;

    private void Fill(int index, IBottleneck bottleneck)
    {
        var (down, up) = (bottleneck.Down, bottleneck.Up);
        var own = (int)down.out_features;
        var scale = bottleneck.Scaling?.GetValue() ?? 1;
        Down[index].narrow(0, 0, own).copy_(down.weight);
        if (down.bias is { } downBias)
            DownBias[index].narrow(0, 0, own).copy_(downBias);

        Up.select(1, index).narrow(1, 0, own).copy_(up.weight * scale);
        if (up.bias is not { } upBias)
            return;

        var constant = ones(1, dtype: upBias.dtype, device: upBias.device);
        DownBias[index].narrow(0, own, 1).copy_(constant);
        Up.select(1, index).narrow(1, own, 1).copy_((upBias * scale / Activation.Apply(constant)).unsqueeze(1));
    }
}
