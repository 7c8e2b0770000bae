namespace AdapterKit;

/// <summary>Connects a fusion to the probe that observes it.</summary>
internal static class FusionReport
{
    /// <summary>Returns the callback that passes a site's attention weights to a probe; <see langword="null"/> without a probe.</summary>
    public static Action<Tensor>? Create(IFusionProbe? probe, Site site, IReadOnlyList<FusionMember> members)
    {
        if (probe is null)
            return null;

        Setup[] names = [.. members.Select(member => member.Name)];
        return weights => probe.Record(site, names, weights);
    }
}
