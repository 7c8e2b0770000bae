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
        foreach (var set in config.Sets)
            Require(path, FindDownProjections(set, config.Drop, backbone).ToList(), weights);
    }

    private static void Require(
        string path, IReadOnlyList<(string Key, Func<int> GetWidth, long Inputs, bool IsCovered)> known, SafetensorsFile weights)
    {
        var present = known.Where(weight => weights.Contains(weight.Key)).ToList();
        if (present.Count == 0 && known.FirstOrDefault(weight => weight.IsCovered) is { Key: { } missing })
            throw new BundleException($"{weights.Path}: the tensor '{missing}' is missing, which {path} describes.");

        foreach (var (key, getWidth, inputs, _) in present.Where(weight => weight.IsCovered))
        {
            long[] shape = [GetWidth(path, getWidth), inputs];
            if (weights.Entry(key) is var entry && !entry.Shape.SequenceEqual(shape))
            {
                throw new BundleException(
                    $"{weights.Path}: tensor '{entry.Key}': the file has {entry}, and {SafetensorsEntry.Describe(entry.Dtype, shape)} is "
                    + $"needed by the options in {path}.");
            }
        }
    }

    private static IEnumerable<(string Key, Func<int> GetWidth, long Inputs, bool IsCovered)> FindDownProjections(
        AdapterSet set, DropSet drop, Backbone backbone) => (set.Variant.Id, set.Options) switch
        {
            ("bottleneck", BottleneckOptions options) =>
                from site in backbone.Encoder.Sites
                let width = site.Point.Width
                let isCovered = set.Covers(site) && !drop.Contains(site)
                select ($"{site}.adapter.down.weight", (Func<int>)(() => options.BottleneckOf(width)), (long)width, isCovered),
            ("lora" or "dora", LoraOptions options) =>
                from site in backbone.Encoder.ProjectionSites
                let isCovered = set.Covers(site) && !drop.Contains(site)
                select ($"{site}.adapter.a.weight", (Func<int>)(() => options.Rank), site.InputWidth, isCovered),
            ("prefix", PrefixOptions options) =>
                from site in backbone.Encoder.MemorySites
                let isCovered = set.Covers(site) && !drop.Contains(site)
                select ($"{site}.adapter.keys", (Func<int>)(() => options.Length), (long)site.Attention.KeyWidth, isCovered),
            _ => [],
        };

    private static int GetWidth(string path, Func<int> getWidth)
    {
        try
        {
            return getWidth();
        }
        catch (ArgumentException error)
        {
            throw new BundleException($"{path}: the adapter that it describes cannot be built. {error.Message}", error);
        }
    }
}
