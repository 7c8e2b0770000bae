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
            site => Map(task.Config.FindSet(site), site, task.AdapterAt(site), FindPlace(site, task.AdapterAt(site))));
        var projected = encoder.ProjectionSites.SelectMany(
            site => Map(task.Config.FindSet(site), site, task.AdapterAt(site), FindPlace(site)));
        var fusions = encoder.Sites.SelectMany(site => Map(task.FusionAt(site), FindFusionPlace(site)));
        var memories = encoder.MemorySites.SelectMany(
            site => Map(task.Config.FindSet(site), site, task.AdapterAt(site), FindPlace(site)));
        var entries = encoder.EntrySites.SelectMany(
            site => Map(task.Config.FindSet(site), site, task.AdapterAt(site), FindPlace(site, task.AdapterAt(site))));
        var shared = task.Config.Sets.SelectMany(set => Map(set, task.FindShared(set)));
        return residual.Concat(projected).Concat(memories).Concat(entries).Concat(shared).Concat(fusions);
    }

    /// <summary>What precedes the names of an adapter's components; null if the library has none there.</summary>
    protected abstract string? FindPlace(Site site, ResidualAdapter? adapter);

    /// <inheritdoc cref="FindPlace(Site, ResidualAdapter)" />
    protected abstract string? FindPlace(ProjectionSite site);

    /// <inheritdoc cref="FindPlace(Site, ResidualAdapter)" />
    protected abstract string? FindPlace(MemorySite site);

    /// <inheritdoc cref="FindPlace(Site, ResidualAdapter)" />
    protected abstract string? FindPlace(EntrySite site, EntryAdapter? adapter);

    /// <summary>What precedes the names of what the adapters of a set share; null if the library has no such thing.</summary>
    protected abstract string? FindPlace(AdapterSet set, SharedModule shared);

    /// <summary>What precedes the names of a fusion's components; null if the library has none there.</summary>
    protected abstract string? FindFusionPlace(Site site);

    /// <summary>The names of the components of a set's adapters; files may repeat a component under several names.</summary>
    protected abstract IReadOnlyList<PublishedName> NamesOf(AdapterSet set);

    /// <summary>The names of what the adapters of a set share.</summary>
    protected abstract IReadOnlyList<PublishedName> NamesOf(SharedModule shared);

    /// <summary>The key of a component.</summary>
    protected virtual string Join(string place, string published) => $"{place}.{published}";

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

        foreach (var weight in Map(set, adapter, place, NamesOf(set)))
            yield return weight;
    }

    private IEnumerable<KeyedWeight> Map(AdapterSet set, SharedModule? shared)
    {
        if (shared is null || !shared.parameters().Any())
            return [];

        return FindPlace(set, shared) is { } place
            ? Map(set, shared, place, NamesOf(shared))
            : throw new InterchangeException(
                $"{Library} has no name for what adapters of variant '{set.Variant.Id}' share. Export a task without them.");
    }

    private IEnumerable<KeyedWeight> Map(AdapterSet set, nn.Module module, string place, IReadOnlyList<PublishedName> names)
    {
        foreach (var (name, parameter) in module.named_parameters())
        {
            var published = names.Where(known => known.Of(name) is not null).ToList();
            if (published.Count == 0)
            {
                throw new InterchangeException(
                    $"Variant '{set.Variant.Id}' declares no name of '{name}' in files of {Library}. Declare it beside the field, or use "
                    + "another format.");
            }

            foreach (var known in published)
                yield return new KeyedWeight(Join(place, known.Of(name)!), parameter, known.ShapeOf(parameter.shape));
        }
    }
}
