namespace AdapterKit;

/// <summary>Decides whether the members of a fusion can be merged, and merges them.</summary>
internal static class FusionMerging
{
    /// <summary>
    /// Merges frozen members if they have a common form and merging saves multiplications; returns <see langword="null"/> otherwise.
    /// </summary>
    public static MergedBottlenecks? TryMerge(IReadOnlyList<FusionMember> members, int width) =>
        members.All(member => member.IsFrozen) && FindUnits(members) is { } units && FusionCost.MergingPays(members.Count, units, width)
            ? Merge(members)
            : null;

    /// <summary>Merges members that are known to have a common form.</summary>
    public static MergedBottlenecks Merge(IReadOnlyList<FusionMember> members) => new([.. members.Select(member => member.Bottleneck!)]);

    /// <summary>The units of each member once merged; <see langword="null"/> if the members have no common form.</summary>
    public static int? FindUnits(IReadOnlyList<FusionMember> members)
    {
        var bottlenecks = members.Select(member => member.Bottleneck).OfType<IBottleneck>().ToList();
        return bottlenecks.Count < members.Count ? null : MergedBottlenecks.FindUnits(bottlenecks);
    }
}
