using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>Where a task has no adapter (AdapterDrop, Rücklé et al. 2021): one set of layers for all points, or one a point.</summary>
public sealed class DropSet : IEquatable<DropSet>
{
    /// <summary>The name that stands for every insertion point.</summary>
    public const string EveryPoint = "*";

    private readonly ImmutableSortedDictionary<string, LayerSet> layersByPoint;

    private DropSet(ImmutableSortedDictionary<string, LayerSet> layersByPoint) => this.layersByPoint = layersByPoint;

    /// <summary>Nothing is left out.</summary>
    public static DropSet None { get; } = new(ImmutableSortedDictionary.Create<string, LayerSet>(StringComparer.Ordinal));

    /// <summary>Every point of the lowest layers: what AdapterDrop leaves out (Rücklé et al. 2021).</summary>
    /// <param name="count">How many layers; none for 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static DropSet Lowest(int count) => None.And(LayerSet.Lowest(count));

    /// <summary>The layers left out, by insertion point; <see cref="EveryPoint"/> for all points.</summary>
    public IReadOnlyDictionary<string, LayerSet> LayersByPoint => layersByPoint;

    /// <summary>The same set with layers left out at one point, or at all.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="point">The insertion point; every point where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">That point's layers are given already.</exception>
    public DropSet And(LayerSet layers, string? point = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return layers.IsEmpty ? this : new(layersByPoint.Add(point ?? EveryPoint, layers));
    }

    /// <summary>What this set or another one leaves out.</summary>
    /// <param name="other">The other set.</param>
    public DropSet Union(DropSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(other.layersByPoint.Aggregate(layersByPoint, (all, entry) =>
            all.SetItem(entry.Key, all.TryGetValue(entry.Key, out var own) ? own.Union(entry.Value) : entry.Value)));
    }

    /// <summary>Whether a site is left out.</summary>
    /// <param name="site">The site.</param>
    public bool Contains(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return Has(EveryPoint) || Has(site.Point.Name);

        bool Has(string point) => layersByPoint.TryGetValue(point, out var layers) && layers.Contains(site.Layer);
    }

    /// <inheritdoc />
    public bool Equals(DropSet? other) => other is not null && layersByPoint.SequenceEqual(other.layersByPoint);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DropSet);

    /// <inheritdoc />
    public override int GetHashCode() => layersByPoint.Count;

    /// <summary><c>0..4; attention: 7</c></summary>
    public override string ToString() => string.Join(
        "; ",
        layersByPoint.Select(entry => entry.Key == EveryPoint ? $"{entry.Value}" : $"{entry.Key}: {entry.Value}"));
}
