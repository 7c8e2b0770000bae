using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>Which members of a fusion are left at each site, the others having been pruned (Rücklé et al. 2021, §5).</summary>
public sealed record FusionPruning
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<Setup>> kept;

    /// <summary>Records what is left.</summary>
    /// <param name="kept">At least one member for each site where the fusion mixes, by the site's key, such as <c>layers.3.attention</c>.</param>
    /// <exception cref="ArgumentException">A site is left without a member, or names one twice.</exception>
    public FusionPruning(IReadOnlyDictionary<string, IReadOnlyList<Setup>> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        if (kept.FirstOrDefault(entry => entry.Value.Count == 0) is { Key: { } empty })
            throw new ArgumentException($"The pruned fusion has no member left at '{empty}'.", nameof(kept));

        this.kept = kept.ToImmutableSortedDictionary(
            entry => entry.Key, entry => Distinct.Of(entry.Value, $"pruned fusion at '{entry.Key}'").ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The keys of the sites.</summary>
    public IEnumerable<string> Sites => kept.Keys;

    /// <summary>The members that are left anywhere.</summary>
    public IReadOnlyList<Setup> Members => [.. kept.Values.SelectMany(members => members).Distinct()];

    /// <summary>The members left at a site.</summary>
    /// <param name="site">The site's key.</param>
    /// <returns>In no particular order; empty where the fusion mixes nothing.</returns>
    public IReadOnlyList<Setup> At(string site) => kept.GetValueOrDefault(site, []);

    /// <inheritdoc />
    public bool Equals(FusionPruning? other) =>
        other is not null && kept.Keys.SequenceEqual(other.kept.Keys) && kept.All(entry => entry.Value.SequenceEqual(other.kept[entry.Key]));

    /// <inheritdoc />
    public override int GetHashCode() => kept.Aggregate(17, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value.Length));
}
