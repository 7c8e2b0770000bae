namespace AdapterKit;

/// <summary>
/// Compares the widths that a bundle's manifest asks for with its weights before anything is built: a wrong one may ask for more memory
/// than there is.
/// </summary>
internal static class BundleWidths
{
    /// <exception cref="BundleException">The weights have no adapter of the width that the manifest says.</exception>
    public static void Require(string path, AdapterConfig config, Backbone backbone, SafetensorsFile weights)
    {
        foreach (var (index, set) in config.Sets.Index())
        {
            var places = backbone.Encoder.Places.Where(place => place.Kind == set.Variant.Kind).ToLookup(
                place => set.Covers(place) && !config.Drop.Contains(place));
            Require(path, FindShapes(set.Options, places[true], index), FindShapes(set.Options, places[false], index), weights);
        }
    }

    private static void Require(string path, IEnumerable<Shape> covered, IEnumerable<Shape> others, SafetensorsFile weights)
    {
        List<Shape> known = [.. covered];
        if (known.Count > 0 && known.Concat(others).All(shape => !weights.Contains(shape.Key)))
            throw new BundleException($"{weights.Path}: the tensor '{known[0].Key}' is missing, which {path} describes.");

        foreach (var (key, compute) in known.Where(shape => weights.Contains(shape.Key)))
        {
            var shape = Compute(path, compute);
            if (weights.Entry(key) is var entry && !entry.Shape.SequenceEqual(shape))
            {
                throw new BundleException(
                    $"{weights.Path}: tensor '{entry.Key}': the file has {entry}, and {SafetensorsEntry.Describe(entry.Dtype, shape)} is "
                    + $"needed by the options in {path}.");
            }
        }
    }

    private static IEnumerable<Shape> FindShapes(VariantOptions options, IEnumerable<IAdapterPlace> places, int set)
    {
        var own = places.SelectMany(place => FindShapes(options, place));
        return places.FirstOrDefault() is { } first ? own.Concat(FindShared(options, first, $"shared.{set}")) : own;
    }

    private static IEnumerable<Shape> FindShapes(VariantOptions options, IAdapterPlace place) => (options, place) switch
    {
        (BottleneckOptions own, Site { Point.Width: var width } site) =>
            [new($"{site}.adapter.down.weight", () => [own.BottleneckOf(width), width])],
        (ExtendedBottleneckOptions own, Site { Point.Width: var width } site) =>
            [new($"{site}.adapter.down.weight", () => [own.BottleneckOf(width), width])],
        (CompacterOptions { Factorized: true, ShareWeights: false } own, Site { Point.Width: var width } site) =>
            [new($"{site}.adapter.down.W_right", () => [own.Dimension, own.Rank, own.BottleneckOf(width) / own.Dimension])],
        (CompacterOptions { Factorized: false, ShareWeights: false } own, Site { Point.Width: var width } site) =>
            [new($"{site}.adapter.down.W", () => [own.Dimension, width / own.Dimension, own.BottleneckOf(width) / own.Dimension])],
        (LoraOptions own, ProjectionSite site) => [new($"{site}.adapter.a.weight", () => [own.Rank, site.InputWidth])],
        (GatedLoraOptions own, ProjectionSite site) => [new($"{site}.adapter.a.weight", () => [own.Rank, site.InputWidth])],
        (VeraOptions own, ProjectionSite site) => [new($"{site}.adapter.d", () => [own.Rank])],
        (EmbeddingLoraOptions own, EntrySite site) => [new($"{site}.adapter.b", () => [site.Width, own.Rank])],
        (PromptOptions own, EntrySite site) => [new($"{site}.adapter.prompt", () => [own.Length, site.Width])],
        (InvertibleOptions own, EntrySite site) =>
            [new($"{site}.adapter.firstDown.weight", () => [own.UnitsOf(site.Width / 2), site.Width - (site.Width / 2)])],
        (ComputedPrefixOptions, _) => [],
        (PrefixOptions own, MemorySite site) => [new($"{site}.adapter.keys", () => [own.Length, site.Attention.KeyWidth])],
        _ => [],
    };

    private static IEnumerable<Shape> FindShared(VariantOptions options, IAdapterPlace place, string prefix) => (options, place) switch
    {
        (ComputedPrefixOptions own, MemorySite { Attention.KeyWidth: var width }) =>
        [
            new($"{prefix}.embedding", () => [own.Length, width]),
            new($"{prefix}.reduce.weight", () => [own.Units, width]),
        ],
        (CompacterOptions { Factorized: true, ShareWeights: true } own, Site { Point.Width: var width }) =>
            [new($"{prefix}.downRight", () => [own.Dimension, own.Rank, own.BottleneckOf(width) / own.Dimension])],
        (CompacterOptions { Factorized: false, ShareWeights: true } own, Site { Point.Width: var width }) =>
            [new($"{prefix}.down", () => [own.Dimension, width / own.Dimension, own.BottleneckOf(width) / own.Dimension])],
        _ => [],
    };

    private static long[] Compute(string path, Func<long[]> compute)
    {
        try
        {
            return compute();
        }
        catch (ArgumentException error)
        {
            throw new BundleException($"{path}: the adapter that it describes cannot be built. {error.Message}", error);
        }
    }

    /// <summary>The shape of a weight, by the options in the manifest.</summary>
    private readonly record struct Shape(string Key, Func<long[]> Compute);
}
