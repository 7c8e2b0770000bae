using System.Collections.Immutable;
using System.Globalization;

namespace AdapterKit;

/// <summary>A set of layers, counted from 0 at the input; written as <c>"0..4,7"</c> with both ends included.</summary>
public sealed class LayerSet : IEquatable<LayerSet>
{
    // Deeper than any model. Ranges are expanded, and a text may come from outside.
    private const int DeepestLayer = 9999;

    private readonly ImmutableSortedSet<int> layers;

    private LayerSet(ImmutableSortedSet<int> layers) => this.layers = layers;

    /// <summary>The set without layers.</summary>
    public static LayerSet Empty { get; } = new([]);

    /// <summary>Whether the set has no layer.</summary>
    public bool IsEmpty => layers.IsEmpty;

    /// <summary>The highest layer; -1 in an empty set.</summary>
    internal int Max => IsEmpty ? -1 : layers.Max;

    /// <summary>Creates a set of layers.</summary>
    /// <param name="layers">The layers; repeats count once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A layer is negative.</exception>
    public static LayerSet Of(params IEnumerable<int> layers)
    {
        var set = layers.ToImmutableSortedSet();
        if (!set.IsEmpty)
            ArgumentOutOfRangeException.ThrowIfNegative(set.Min, nameof(layers));

        return new LayerSet(set);
    }

    /// <summary>The first layers, which AdapterDrop drops (Rücklé et al. 2021).</summary>
    /// <param name="count">The number of layers; none for 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static LayerSet FirstLayers(int count) => Of(Enumerable.Range(0, count));

    /// <summary>Parses <c>"0..4,7"</c>.</summary>
    /// <param name="text">Layers and ranges, separated by commas.</param>
    /// <exception cref="FormatException">The text is not a list of layers and ranges.</exception>
    public static LayerSet Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(text.Split(',').SelectMany(Range));

        IEnumerable<int> Range(string part)
        {
            var ends = part.Split("..");
            if (ends.Length <= 2 && TryLayer(ends[0], out var first) && TryLayer(ends[^1], out var last) && first <= last)
                return Enumerable.Range(first, last - first + 1);

            throw new FormatException($"'{text}' is not a set of layers: write single layers and ranges, such as \"0..4,7\".");
        }

        static bool TryLayer(string text, out int layer) =>
            int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out layer) && layer <= DeepestLayer;
    }

    /// <summary>The layers of this set and of another one.</summary>
    /// <param name="other">The other set.</param>
    public LayerSet Union(LayerSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(layers.Union(other.layers));
    }

    /// <summary>Whether the set contains a layer.</summary>
    /// <param name="layer">Counted from 0 at the input.</param>
    public bool Contains(int layer) => layers.Contains(layer);

    /// <inheritdoc />
    public bool Equals(LayerSet? other) => other is not null && layers.SetEquals(other.layers);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LayerSet);

    /// <inheritdoc />
    public override int GetHashCode() => layers.Aggregate(layers.Count, HashCode.Combine);

    /// <summary>The shortest text that <see cref="Parse"/> reads back.</summary>
    public override string ToString()
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var layer in layers)
        {
            if (ranges is [.., var open] && open.Last == layer - 1)
                ranges[^1] = (open.First, layer);
            else
                ranges.Add((layer, layer));
        }

        return string.Join(',', ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}..{range.Last}"));
    }
}
