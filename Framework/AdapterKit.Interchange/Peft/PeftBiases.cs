namespace AdapterKit.Interchange;

/// <summary>The biases of the backbone that PEFT trains beside LoRA: <c>bias</c> in a configuration.</summary>
internal static class PeftBiases
{
    /// <summary>None of them.</summary>
    public const string None = "none";

    /// <summary>Those of the products that have LoRA.</summary>
    public const string OfLora = "lora_only";

    /// <summary>Those of all products and norms.</summary>
    public const string All = "all";

    private static readonly string[] Kinds = [None, OfLora, All];

    /// <summary>Returns the places whose bias is trained, with the variant that does so.</summary>
    /// <param name="kind">Which biases: one of the constants.</param>
    /// <param name="layout">The backbone's keys.</param>
    /// <param name="hasLora">Whether a product has LoRA.</param>
    public static IReadOnlyDictionary<IAdapterPlace, AdapterVariant> Find(
        string kind, PublishedLayout layout, Func<ProjectionSite, bool> hasLora)
    {
        var encoder = layout.Backbone.Encoder;
        var found = new Dictionary<IAdapterPlace, AdapterVariant>();
        foreach (var site in encoder.ProjectionSites.Where(site => layout.KeyOf(site) is { } key && layout.Biases.Contains(key)))
        {
            if (kind != None && hasLora(site))
                found.Add(site, BitFitLoraAdapter.Variant);
            else if (kind == All)
                found.Add(site, BitFitAdapter.Variant);
        }

        if (kind != All)
            return found;

        foreach (var site in encoder.Sites.Where(site => layout.KeyOfNorm(site) is not null))
            found.Add(site, NormBiasAdapter.Variant);
        foreach (var site in encoder.EntrySites.Where(site => layout.KeyOfNorm(site) is not null))
            found.Add(site, EmbeddingBiasAdapter.Variant);

        return found;
    }

    /// <summary>Returns the key of a module of the backbone whose bias no adapter trains; null if there is none.</summary>
    /// <param name="layout">The backbone's keys.</param>
    public static string? FindOther(PublishedLayout layout) => layout.Biases.Except(
        Find(All, layout, hasLora: _ => false).Keys.Select(place => place switch
        {
            ProjectionSite site => layout.KeyOf(site)!,
            _ => layout.KeyOfNorm(place)!,
        })).FirstOrDefault();

    /// <summary>Says which biases a task trains.</summary>
    /// <param name="task">The task; borrowed.</param>
    /// <param name="layout">The backbone's keys.</param>
    /// <exception cref="InterchangeException">It trains some that PEFT trains together with others alone.</exception>
    public static string Describe(TaskAdapter task, PublishedLayout layout)
    {
        AdapterVariant?[] variants =
            [BitFitAdapter.Variant, BitFitLoraAdapter.Variant, NormBiasAdapter.Variant, EmbeddingBiasAdapter.Variant];
        var own = task.Backbone.Encoder.Places
            .Select(place => KeyValuePair.Create(place, task.Config.FindSet(place)?.Variant))
            .Where(entry => variants.Contains(entry.Value))
            .ToHashSet();
        return Kinds.FirstOrDefault(IsOwn) ?? throw new InterchangeException(
            $"Task '{task.Id}' trains some biases of backbone '{task.Backbone.Id}', but PEFT trains those of all products with LoRA, or "
            + "all that the backbone has. Export a task without bias tuning.");

        bool IsOwn(string kind) => (kind != All || FindOther(layout) is null) && own.SetEquals(
            Find(kind, layout, site => task.AdapterAt(site) is LoraAdapter or BitFitLoraAdapter)
                .Select(entry => KeyValuePair.Create(entry.Key, (AdapterVariant?)entry.Value)));
    }
}
