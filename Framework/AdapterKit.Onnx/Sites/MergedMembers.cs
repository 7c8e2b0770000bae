namespace AdapterKit.Onnx;

/// <summary>The bottlenecks of a fusion as one: all down-projections in one matrix, all up-projections in another.</summary>
/// <remarks>
/// Each has a constant unit that carries the bias of its up-projection, so that its output is <c>U_n a_n</c>; narrower ones have units of
/// weight zero. The tensors belong to the open dispose scope and are of 64-bit numbers, in which products are computed ahead of time.
/// </remarks>
/// <param name="Count">The number of members.</param>
/// <param name="Units">The units of each.</param>
/// <param name="Down"><c>[members · units, width]</c></param>
/// <param name="DownBias"><c>[members · units]</c></param>
/// <param name="Up"><c>[width, members · units]</c></param>
internal sealed record MergedMembers(int Count, int Units, Tensor Down, Tensor DownBias, Tensor Up)
{
    /// <summary>Merges bottlenecks of one activation.</summary>
    public static MergedMembers Merge(IReadOnlyList<IBottleneck> members)
    {
        var units = members.Max(member => (int)member.Down.out_features) + 1;
        var one = members[0].Activation.Apply(ones(1, float64));
        return new MergedMembers(
            members.Count,
            units,
            cat([.. members.Select(member => Pad(member.Down.weight, 0))]),
            cat([.. members.Select(member => WithConstant(Pad(BiasOf(member.Down), 0), member, ones(1, float64)))]),
            cat([.. members.Select(MergeUp)], 1));

        Tensor MergeUp(IBottleneck member)
        {
            var scale = AdapterWriter.GetScale(member);
            var up = Pad(member.Up.weight, 1) * scale;
            up.narrow(1, member.Down.out_features, 1).copy_((BiasOf(member.Up) * scale / one).unsqueeze(1));
            return up;
        }

        Tensor Pad(Tensor weights, int dimension)
        {
            var shape = weights.shape;
            shape[dimension] = units;
            var padded = zeros(shape, float64);
            padded.narrow(dimension, 0, weights.size(dimension)).copy_(weights);
            return padded;
        }
    }

    /// <summary>Weights as 64-bit numbers on the CPU.</summary>
    public static Tensor Exact(Tensor weights) => weights.detach().cpu().to(float64);

    private static Tensor WithConstant(Tensor biases, IBottleneck member, Tensor constant)
    {
        biases.narrow(0, member.Down.out_features, 1).copy_(constant);
        return biases;
    }

    private static Tensor BiasOf(Linear linear) => linear.bias is { } bias ? Exact(bias) : zeros(linear.out_features, float64);
}
