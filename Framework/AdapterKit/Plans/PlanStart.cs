namespace AdapterKit;

/// <summary>Where a plan begins to differ from the bare backbone.</summary>
/// <param name="Site">The first site with something of its own, as an index; the number of sites where there is none.</param>
/// <param name="Layer">The layer of that site; the number of layers where there is none.</param>
/// <param name="IsBeforeSublayer">Whether the difference begins in front of the site's sub-layer, with a norm of a task's own.</param>
internal readonly record struct PlanStart(int Site, int Layer, bool IsBeforeSublayer)
{
    public static PlanStart Of(IReadOnlyList<Site> sites, IReadOnlyList<IReadOnlyList<(StackedSite Program, int Share)>> branches)
    {
        foreach (var (index, site) in sites.Index())
        {
            var ownNorm = branches[index].Any(branch => !ReferenceEquals(branch.Program.Norm, site.Point.Norm));
            if (ownNorm || branches[index].Any(branch => branch.Program.Steps.Count > 0))
                return new(index, site.Layer, ownNorm && site.Point.Placement == NormPlacement.Pre);
        }

        return new(sites.Count, sites.Count == 0 ? 0 : sites[^1].Layer + 1, IsBeforeSublayer: false);
    }

    /// <summary>Whether a site's sub-layer is the last thing that all rows have in common.</summary>
    public bool Parts(int site) => site == Site && !IsBeforeSublayer;
}
