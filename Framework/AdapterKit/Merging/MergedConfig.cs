namespace AdapterKit;

/// <summary>The configuration of a task with LoRA of a given rank at each product.</summary>
internal static class MergedConfig
{
    /// <param name="ranks">The rank at each product.</param>
    /// <param name="like">The configuration of the first of the merged tasks, which gives what is not about adapters.</param>
    /// <param name="layers">The number of layers.</param>
    public static AdapterConfig Create(IEnumerable<KeyValuePair<ProjectionSite, int>> ranks, AdapterConfig like, int layers) =>
        new([.. ranks.GroupBy(entry => entry.Value, entry => entry.Key).Select(sites => CreateSet(sites.Key, [.. sites], layers))])
        {
            MaxTokens = like.MaxTokens,
            Head = like.Head,
        };

    // Scaling 1: the weights and scalings of the adapters are in the factors.
    private static AdapterSet CreateSet(int rank, IReadOnlyList<ProjectionSite> sites, int layers)
    {
        var points = sites.GroupBy(site => site.Name, site => site.Layer).ToList();
        return new AdapterSet(LoraAdapter.Variant)
        {
            Options = new LoraOptions { Rank = rank, Alpha = rank },
            Points = [.. points.Select(point => point.Key)],
            TuneNorms = false,
            Drop = points.Aggregate(
                DropSet.None, (drop, point) => drop.With(LayerSet.Of(Enumerable.Range(0, layers).Except(point)), point.Key)),
        };
    }
}
