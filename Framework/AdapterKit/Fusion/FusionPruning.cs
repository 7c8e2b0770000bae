using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>The members of a fusion that pruning keeps at each site (Rücklé et al. 2021, §5).</summary>
public sealed record FusionPruning
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<Setup>> kept;

    /// <summary>Creates a pruning.</summary>
    /// <param name="kept">At least one member for each site of the fusion, by the site's key, such as <c>layers.3.attention</c>.</param>
    /// <exception cref="ArgumentException">A site has no member, or names one twice.</exception>
    public FusionPruning(IReadOnlyDictionary<string, IReadOnlyList<Setup>> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        if (kept.FirstOrDefault(entry => entry.Value.Count == 0) is { Key: { } empty })
            throw new ArgumentException($"The pruned fusion keeps no member at '{empty}'. Keep at least one.", nameof(kept));

        this.kept = kept.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => Setup.RequireDistinct(entry.Value, $"pruned fusion at '{entry.Key}'").ToImmutableArray(),
            StringComparer.Ordinal);
    }

    /// <summary>The keys of the sites.</summary>
    public IEnumerable<string> Sites => kept.Keys;

    /// <summary>The members that are kept at any site.</summary>
    public IReadOnlyList<Setup> Members => [.. kept.Values.SelectMany(members => members).Distinct()];

    /// <summary>Returns the members that are kept at a site.</summary>
    /// <param name="site">The site's key.</param>
    /// <returns>In no particular order; empty for a site that the fusion does not cover.</returns>
    public IReadOnlyList<Setup> At(string site) => kept.GetValueOrDefault(site, []);

    /// <inheritdoc />
    public bool Equals(FusionPruning? other) =>
        other is not null && kept.Keys.SequenceEqual(other.kept.Keys) && kept.All(
            entry => entry.Value.SequenceEqual(other.kept[entry.Key]));

    /// <inheritdoc />
    public override int GetHashCode() => kept.Aggregate(17, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value.Length));
}
