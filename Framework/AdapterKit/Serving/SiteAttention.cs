namespace AdapterKit;

/// <summary>The mean attention weights of a fusion at one site, over the tokens of many texts.</summary>
/// <param name="Site">The site.</param>
/// <param name="Members">The members that have an adapter there.</param>
/// <param name="Weights">Their mean weights in the same order, summing to 1.</param>
public sealed record SiteAttention(Site Site, IReadOnlyList<Setup> Members, IReadOnlyList<double> Weights);
