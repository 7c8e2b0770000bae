namespace AdapterKit;

/// <summary>How a fusion weighs its members at one site, on the average over the tokens of many texts.</summary>
/// <param name="Site">The site.</param>
/// <param name="Members">The members that have an adapter there.</param>
/// <param name="Weights">Their mean weights in the same order, summing to 1.</param>
public sealed record SiteAttention(Site Site, IReadOnlyList<Setup> Members, IReadOnlyList<double> Weights);
