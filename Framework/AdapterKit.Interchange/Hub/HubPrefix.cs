namespace AdapterKit.Interchange;

/// <summary>
/// Prefixes as AdapterHub writes them: those of all layers as one vector, or an embedding with the two products that compute it.
/// </summary>
/// <param name="weights">The folder's weights.</param>
/// <param name="name">The name of the adapter.</param>
internal sealed class HubPrefix(WeightFile weights, string name)
{
    /// <summary>What precedes the name of an adapter.</summary>
    public const string Owner = ".prefix_tunings.";

    private const string Pool = ".prefix_tuning.pool.";
    private const string Flat = "control_trans";

    private static readonly string[] Computed =
    [
        "wte.weight", "control_trans.0.weight", "control_trans.0.bias", "control_trans.2.weight", "control_trans.2.bias",
    ];

    /// <summary>Whether the prefixes are computed by a network, rather than parameters themselves.</summary>
    public bool HasNetwork => weights.Keys.Any(key => IsOwn(key) && key.EndsWith(Computed[0], StringComparison.Ordinal));

    /// <summary>Leaves out what every layer repeats of the network.</summary>
    public void IgnoreCopies() => weights.Ignore(key => IsOwn(key) && key.Contains(Pool, StringComparison.Ordinal));

    /// <summary>Replaces the prefixes of all layers by keys and values of each.</summary>
    /// <param name="places">What precedes <c>keys</c> and <c>values</c> in each layer that has a prefix.</param>
    /// <param name="length">The length of a prefix.</param>
    /// <param name="width">The width of the keys.</param>
    /// <exception cref="InterchangeException">The folder has no prefixes, or of another form.</exception>
    public void Split(IReadOnlyList<string> places, long length, long width)
    {
        var parts = FindParts();
        using var scope = NewDisposeScope();
        var all = ReadFlat(parts);
        if (all.numel() != length * places.Count * 2 * width)
        {
            throw new InterchangeException(
                $"{weights.Path}: the prefixes have {all.numel()} numbers, but {places.Count} layers with {length} keys and values of "
                + $"{width} have {length * places.Count * 2 * width}.");
        }

        // Layers that are left out are not counted.
        var byLayer = all.view(length, 2 * places.Count, width);
        weights.Ignore(IsOwn);
        foreach (var (index, place) in places.Index())
        {
            weights.Add($"{place}.keys", byLayer.select(1, 2 * index).clone());
            weights.Add($"{place}.values", byLayer.select(1, (2 * index) + 1).clone());
        }
    }

    // Every layer repeats the prefixes of all.
    private Dictionary<string, string> FindParts()
    {
        var keys = weights.Keys.Where(key => IsOwn(key) && !key.Contains(Pool, StringComparison.Ordinal)).ToList();
        var groups = keys.GroupBy(key => Rest(key).Split('.')[0], StringComparer.Ordinal).ToList();
        if (groups is not [var group])
        {
            throw new InterchangeException(
                $"{weights.Path} has prefixes for {groups.Count} kinds of attention: {string.Join(", ", groups.Select(one => one.Key))}. "
                + "Supported is that of an encoder alone.");
        }

        return group.ToDictionary(key => string.Join('.', Rest(key).Split('.').Skip(1)), key => key);
    }

    private Tensor ReadFlat(Dictionary<string, string> parts) => parts.Keys.ToHashSet().SetEquals([Flat])
        ? weights.Read(parts[Flat]).to_type(ScalarType.Float32)
        : throw new InterchangeException(
            $"{weights.Path}: the prefixes consist of {string.Join(", ", parts.Keys.Order(StringComparer.Ordinal))}, but "
            + $"{Flat} alone or {string.Join(", ", Computed)} are needed.");

    private string Rest(string key) =>
        key[(key.IndexOf($"{Owner}{name}.", StringComparison.Ordinal) + Owner.Length + name.Length + 1)..];

    private bool IsOwn(string key) => key.Contains($"{Owner}{name}.", StringComparison.Ordinal);
}
