namespace AdapterKit;

/// <summary>Bottlenecks side by side: one product for all down-projections, one for all up-projections.</summary>
/// <remarks>
/// Every member gets one unit more than its width. It is constant, and carries the up-projection's bias, so that
/// <c>z_n = U_n a_n</c> without a remainder. Narrower members are filled up with units that reach nothing.
/// </remarks>
internal sealed class MergedBottlenecks : IDisposable
{
    /// <param name="members">At least one, all of one width and activation.</param>
    public MergedBottlenecks(IReadOnlyList<IBottleneck> members)
    {
        (Sources, Units, Activation) = (members, UnitsOf(members), members[0].Activation);
        var like = members[0].Down.weight;
        var width = like.size(1);
        using var frozen = no_grad();
        Down = zeros(Members, Units, width, dtype: like.dtype, device: like.device).DetachFromDisposeScope();
        DownBias = zeros(Members, Units, dtype: like.dtype, device: like.device).DetachFromDisposeScope();
        Up = zeros(width, Members, Units, dtype: like.dtype, device: like.device).DetachFromDisposeScope();
        using var scope = NewDisposeScope();
        foreach (var (index, member) in members.Index())
            Fill(index, member);
    }

    /// <summary>What was merged.</summary>
    public IReadOnlyList<IBottleneck> Sources { get; }

    /// <summary>The number of members.</summary>
    public int Members => Sources.Count;

    /// <summary>The units of each member.</summary>
    public int Units { get; }

    /// <summary>The function between the projections.</summary>
    public Activation Activation { get; }

    /// <summary>All <c>D</c>: <c>[members, units, width]</c>.</summary>
    public Tensor Down { get; }

    /// <summary>All <c>b_d</c>: <c>[members, units]</c>.</summary>
    public Tensor DownBias { get; }

    /// <summary>All <c>s·U</c> with <c>s·b_u</c>: <c>[width, members, units]</c>.</summary>
    public Tensor Up { get; }

    /// <summary>Merges the frozen members of a fusion where that is possible and pays; <see langword="null"/> otherwise.</summary>
    public static MergedBottlenecks? TryMerge(IReadOnlyList<FusionMember> members, int width) =>
        members.All(member => member.IsFrozen) && UnitsOf(members) is { } units && FusionCost.MergingPays(members.Count, units, width)
            ? Of(members)
            : null;

    /// <summary>Merges members that are known to have a common form.</summary>
    public static MergedBottlenecks Of(IReadOnlyList<FusionMember> members) => new([.. members.Select(member => member.Bottleneck!)]);

    /// <summary>The units that each member of a fusion would have; <see langword="null"/> where members have no common form.</summary>
    public static int? UnitsOf(IReadOnlyList<FusionMember> members)
    {
        var bottlenecks = members.Select(member => member.Bottleneck).OfType<IBottleneck>().ToList();
        return bottlenecks.Count < members.Count || bottlenecks.Any(bottleneck => bottleneck.Activation != bottlenecks[0].Activation)
            ? null
            : UnitsOf(bottlenecks);
    }

    public void Dispose()
    {
        Down.Dispose();
        DownBias.Dispose();
        Up.Dispose();
    }

    private static int UnitsOf(IReadOnlyList<IBottleneck> members) => members.Max(member => (int)member.Down.out_features) + 1;

    private void Fill(int index, IBottleneck member)
    {
        var (down, up) = (member.Down, member.Up);
        var own = (int)down.out_features;
        var scale = member.Scaling is { } scaling ? scaling.Factor?.ToDouble() ?? scaling.Value : 1;
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
