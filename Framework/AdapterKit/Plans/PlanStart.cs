namespace AdapterKit;

/// <summary>The place at which a plan begins to differ from the bare backbone.</summary>
/// <param name="Site">The index of the first site that differs; the number of sites if none does.</param>
/// <param name="Layer">The layer of that site; the number of layers if none differs.</param>
/// <param name="IsBeforeSublayer">Whether the difference begins in front of the site's sub-layer, with a task's own norm.</param>
internal readonly record struct PlanStart(int Site, int Layer, bool IsBeforeSublayer)
{
    public static PlanStart Find(IReadOnlyList<Site> sites, IReadOnlyList<IReadOnlyList<StackedSite>> programs)
    {
        foreach (var (index, site) in sites.Index())
        {
            var hasOwnNorm = programs[index].Any(program => !ReferenceEquals(program.Norm, site.Point.Norm));
            if (hasOwnNorm || programs[index].Any(program => !program.IsBare))
                return new(index, site.Layer, hasOwnNorm && site.Point.Placement == NormPlacement.Pre);
        }

        return new(sites.Count, sites.Count == 0 ? 0 : sites[^1].Layer + 1, IsBeforeSublayer: false);
    }

    /// <summary>Whether all rows still have the same hidden states when a site's sub-layer has run, and no longer after it.</summary>
    public bool IsLastSharedSite(int site) => site == Site && !IsBeforeSublayer;
}
