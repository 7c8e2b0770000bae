namespace AdapterKit;

/// <summary>
/// Compares the widths that a bundle's manifest asks for with its weights before anything is built: a wrong one may ask for more memory
/// than there is.
/// </summary>
internal static class BundleWidths
{
    /// <exception cref="BundleException">The weights have no bottleneck of the width that the manifest says.</exception>
    public static void Require(string path, AdapterConfig config, Backbone backbone, SafetensorsFile weights)
    {
        if (config.Options is not BottleneckOptions options || config.Variant.Id != BottleneckAdapter.Variant.Id)
            return;

        var sites = backbone.Encoder.Sites.Where(site => weights.Contains(KeyOf(site))).ToList();
        if (sites.Count == 0 && backbone.Encoder.Sites.FirstOrDefault(config.Covers) is { } covered)
            throw new BundleException($"{weights.Path}: the tensor '{KeyOf(covered)}' is missing, which {path} describes.");

        foreach (var site in sites)
        {
            long[] needed = [BottleneckOf(path, options, site), site.Point.Width];
            if (weights.Entry(KeyOf(site)) is var entry && !entry.Shape.SequenceEqual(needed))
            {
                throw new BundleException(
                    $"{weights.Path}: tensor '{entry.Key}': the file has {entry}, and {SafetensorsEntry.Describe(entry.Dtype, needed)} is "
                    + $"needed by the options in {path}.");
            }
        }
    }

    private static string KeyOf(Site site) => $"layers.{site.Layer}.{site.Point.Name}.adapter.down.weight";

    private static int BottleneckOf(string path, BottleneckOptions options, Site site)
    {
        try
        {
            return options.BottleneckOf(site.Point.Width);
        }
        catch (ArgumentException error)
        {
            throw new BundleException($"{path}: the adapter that it describes cannot be built. {error.Message}", error);
        }
    }
}
