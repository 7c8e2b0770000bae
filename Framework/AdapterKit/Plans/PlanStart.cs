namespace AdapterKit;

/// <summary>The place at which a plan begins to differ from the bare backbone.</summary>
/// <param name="Site">The index of the first site that differs; the number of sites if none does.</param>
/// <param name="Layer">The first layer in which a site or a product differs; the number of layers if none differs.</param>
/// <param name="IsBeforeSublayer">Whether the difference begins in front of the site's sub-layer, or within it.</param>
internal readonly record struct PlanStart(int Site, int Layer, bool IsBeforeSublayer)
{
    /// <param name="encoder">The layers of the backbone.</param>
    /// <param name="sites">The programs of the branches at each site.</param>
    /// <param name="projections">The programs of the products.</param>
    /// <param name="memories">What is added to the attentions.</param>
    /// <param name="entry">What is changed at the embedded tokens.</param>
    public static PlanStart Find(
        AdaptedStack encoder,
        IReadOnlyList<IReadOnlyList<StackedSite>> sites,
        IReadOnlyList<ProjectionProgram?> projections,
        IReadOnlyList<AttentionMemory?> memories,
        EntryProgram? entry)
    {
        if (entry is not null)
            return new(0, 0, IsBeforeSublayer: true);

        var start = Find(encoder, sites);
        var projected = encoder.ProjectionSites.FirstOrDefault(site => projections[site.Projection] is not null)?.Layer;
        var extended = encoder.MemorySites.FirstOrDefault(site => memories[site.Attention.AttentionNumber] is not null)?.Layer;
        var within = Math.Min(projected ?? int.MaxValue, extended ?? int.MaxValue);
        return within <= start.Layer && within < int.MaxValue ? start with { Layer = within, IsBeforeSublayer = true } : start;
    }

    /// <summary>Whether all rows still have the same hidden states when a site's sub-layer has run, and no longer after it.</summary>
    public bool IsLastSharedSite(int site) => site == Site && !IsBeforeSublayer;

    private static PlanStart Find(AdaptedStack encoder, IReadOnlyList<IReadOnlyList<StackedSite>> programs)
    {
        foreach (var (index, site) in encoder.Sites.Index())
        {
            var norms = SiteNorms.Of(site.Point);
            var hasOwnNorm = programs[index].Any(program => !ReferenceEquals(program.Norms.Norm, norms.Norm));
            if (programs[index].Any(program => program.Norms != norms || !program.IsBare))
                return new(index, site.Layer, hasOwnNorm && site.Point.Placement == NormPlacement.Pre);
        }

        return new(encoder.Sites.Count, encoder.Layers.Count, IsBeforeSublayer: false);
    }
}
