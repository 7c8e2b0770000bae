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
        var known = FindDownProjections(config, backbone).ToList();
        var present = known.Where(weight => weights.Contains(weight.Key)).ToList();
        if (present.Count == 0 && known.FirstOrDefault(weight => weight.IsCovered) is { Key: { } missing })
            throw new BundleException($"{weights.Path}: the tensor '{missing}' is missing, which {path} describes.");

        foreach (var (key, getWidth, inputs, _) in present)
        {
            long[] needed = [GetWidth(path, getWidth), inputs];
            if (weights.Entry(key) is var entry && !entry.Shape.SequenceEqual(needed))
            {
                throw new BundleException(
                    $"{weights.Path}: tensor '{entry.Key}': the file has {entry}, and {SafetensorsEntry.Describe(entry.Dtype, needed)} is "
                    + $"needed by the options in {path}.");
            }
        }
    }

    private static IEnumerable<(string Key, Func<int> GetWidth, long Inputs, bool IsCovered)> FindDownProjections(
        AdapterConfig config, Backbone backbone) => (config.Variant.Id, config.Options) switch
        {
            ("bottleneck", BottleneckOptions options) =>
                from site in backbone.Encoder.Sites
                let width = site.Point.Width
                select ($"{site}.adapter.down.weight", (Func<int>)(() => options.BottleneckOf(width)), (long)width, config.Covers(site)),
            ("lora", LoraOptions options) =>
                from site in backbone.Encoder.ProjectionSites
                select ($"{site}.adapter.a.weight", (Func<int>)(() => options.Rank), site.InputWidth, config.Covers(site)),
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
