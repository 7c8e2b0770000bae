namespace AdapterKit.Interchange;

/// <summary>How a library names the weights of a task: the place of an adapter, then the name that its variant declares.</summary>
/// <param name="layout">The backbone's keys.</param>
internal abstract class KeyScheme(PublishedLayout layout)
{
    /// <summary>The backbone's keys.</summary>
    protected PublishedLayout Layout => layout;

    /// <summary>The name of the library.</summary>
    protected abstract string Library { get; }

    /// <summary>Returns every weight of a task's adapters and fusions with its key.</summary>
    /// <exception cref="InterchangeException">A place or a component has no name in the library's files.</exception>
    public IEnumerable<KeyedWeight> Map(TaskAdapter task)
    {
        var encoder = task.Backbone.Encoder;
        var residual = encoder.Sites.SelectMany(
            site => Map(task.Config.FindSet(site), site, task.AdapterAt(site), FindPlace(site)));
        var projected = encoder.ProjectionSites.SelectMany(
            site => Map(task.Config.FindSet(site), site, task.AdapterAt(site), FindPlace(site)));
        var fusions = encoder.Sites.SelectMany(site => Map(task.FusionAt(site), FindFusionPlace(site)));
        var memories = encoder.MemorySites.SelectMany(
            site => Map(task.Config.FindSet(site), site, task.AdapterAt(site), FindPlace(site)));
        return residual.Concat(projected).Concat(memories).Concat(fusions);
    }

    /// <summary>What precedes the names of an adapter's components; null if the library has none there.</summary>
    protected abstract string? FindPlace(Site site);

    /// <inheritdoc cref="FindPlace(Site)" />
    protected abstract string? FindPlace(ProjectionSite site);

    /// <inheritdoc cref="FindPlace(Site)" />
    protected abstract string? FindPlace(MemorySite site);

    /// <summary>What precedes the names of a fusion's components; null if the library has none there.</summary>
    protected abstract string? FindFusionPlace(Site site);

    /// <summary>The names of a variant's components.</summary>
    protected abstract IReadOnlyList<PublishedName> NamesOf(AdapterVariant variant);

    private static IEnumerable<KeyedWeight> Map(FusionHead? fusion, string? place) =>
        from weight in fusion?.named_parameters() ?? []
        where weight.name.Contains('.', StringComparison.Ordinal) // The temperature is not published.
        select new KeyedWeight($"{place}.{weight.name}", weight.parameter);

    private IEnumerable<KeyedWeight> Map(AdapterSet? set, object site, nn.Module? adapter, string? place)
    {
        if (adapter is null || set is null)
            yield break;

        if (place is null)
            throw new InterchangeException($"{Library} has no adapters at {site}. Export a task without them.");

        foreach (var (name, parameter) in adapter.named_parameters())
        {
            var published = NamesOf(set.Variant).FirstOrDefault(known => known.Of(name) is not null)
                ?? throw new InterchangeException(
                    $"Variant '{set.Variant.Id}' declares no name of '{name}' in files of {Library}. Declare it beside the field, or use "
                    + "another format.");
            yield return new KeyedWeight($"{place}.{published.Of(name)}", parameter, published.ShapeOf(parameter.shape));
        }
    }
}
