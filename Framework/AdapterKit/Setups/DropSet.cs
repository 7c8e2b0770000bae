using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>
/// The sites at which a task has no adapter (AdapterDrop, Rücklé et al. 2021): one set of layers for all points, or one per point.
/// </summary>
public sealed class DropSet : IEquatable<DropSet>
{
    /// <summary>The name that stands for every insertion point.</summary>
    public const string EveryPoint = "*";

    private readonly ImmutableSortedDictionary<string, LayerSet> layersByPoint;

    private DropSet(ImmutableSortedDictionary<string, LayerSet> layersByPoint) => this.layersByPoint = layersByPoint;

    /// <summary>No site.</summary>
    public static DropSet None { get; } = new(ImmutableSortedDictionary.Create<string, LayerSet>(StringComparer.Ordinal));

    /// <summary>The dropped layers by insertion point; <see cref="EveryPoint"/> stands for all points.</summary>
    public IReadOnlyDictionary<string, LayerSet> LayersByPoint => layersByPoint;

    /// <summary>Every point of the first layers, as AdapterDrop drops them (Rücklé et al. 2021).</summary>
    /// <param name="count">The number of layers; none for 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static DropSet FirstLayers(int count) => None.With(LayerSet.FirstLayers(count));

    /// <summary>This set with layers added at one point, or at every point.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="point">The insertion point; every point if <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The set already has layers for that point.</exception>
    public DropSet With(LayerSet layers, string? point = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return layers.IsEmpty ? this : new(layersByPoint.Add(point ?? EveryPoint, layers));
    }

    /// <summary>The sites of this set and of another one.</summary>
    /// <param name="other">The other set.</param>
    public DropSet Union(DropSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(other.layersByPoint.Aggregate(layersByPoint, (all, entry) =>
            all.SetItem(entry.Key, all.TryGetValue(entry.Key, out var own) ? own.Union(entry.Value) : entry.Value)));
    }

    /// <summary>Whether the set contains a place.</summary>
    /// <param name="place">The place.</param>
    public bool Contains(IAdapterPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Has(EveryPoint, place.Layer) || Has(place.Name, place.Layer);
    }

    /// <summary>Refuses a set that names points or layers which do not exist.</summary>
    /// <param name="encoder">The layers of the backbone.</param>
    /// <param name="owner">What has the set, for the message, such as <c>Setup spam</c>.</param>
    /// <exception cref="ArgumentException">No site has the point, or no layer has the number.</exception>
    internal void RequireKnown(AdaptedStack encoder, string owner)
    {
        var points = encoder.PointNames;
        if (layersByPoint.Keys.FirstOrDefault(point => point != EveryPoint && !points.Contains(point)) is { } unknown)
        {
            throw new ArgumentException(
                $"{owner} drops the insertion point '{unknown}', which does not exist. The points are: {string.Join(", ", points)}.");
        }

        var count = encoder.Layers.Count;
        if (layersByPoint.Values.FirstOrDefault(layers => layers.Max >= count) is { } beyond)
            throw new ArgumentException($"{owner} drops the layers {beyond}, but there are {count} layers, counted from 0.");
    }

    private bool Has(string point, int layer) => layersByPoint.TryGetValue(point, out var layers) && layers.Contains(layer);

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
