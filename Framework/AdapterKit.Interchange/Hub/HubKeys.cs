namespace AdapterKit.Interchange;

/// <summary>Keys as AdapterHub writes them: <c>bert.encoder.layer.0.output.adapters.sst-2.adapter_down.0.weight</c>.</summary>
/// <param name="layout">The backbone's keys.</param>
/// <param name="prefix">What precedes the keys of the model.</param>
/// <param name="name">The name of the adapter or fusion.</param>
internal sealed class HubKeys(PublishedLayout layout, string prefix, string name) : KeyScheme(layout)
{
    private const string Adapters = "adapters";

    // Those of 2020.
    private static readonly string[] OldAdapters =
        ["attention_text_task_adapters", "attention_text_lang_adapters", "layer_text_task_adapters", "layer_text_lang_adapters"];

    private static readonly string[] Owners = [".adapters.", ".loras.", ".adapter_fusion_layer.", HubPrefix.Owner];

    protected override string Library => "AdapterHub";

    /// <summary>The key as today's versions write it.</summary>
    public static string Normalize(string key) =>
        string.Join('.', key.Split('.').Select(part => OldAdapters.Contains(part) ? Adapters : part));

    /// <summary>
    /// Whether a key belongs to another adapter whose name begins with the same letters: the library writes it along, since it compares
    /// beginnings.
    /// </summary>
    public static bool IsOfLongerName(string key, string name) => Owners.Any(owner =>
        key.IndexOf(owner, StringComparison.Ordinal) is >= 0 and var start && IsLonger(key.AsSpan(start + owner.Length), name));

    /// <summary>Whether what follows an owner begins with a longer name than this one.</summary>
    public static bool IsLonger(ReadOnlySpan<char> rest, string name) =>
        rest.StartsWith(name, StringComparison.Ordinal) && rest.Length > name.Length && rest[name.Length] != '.';

    protected override string? FindPlace(Site site) => Layout.KeyOf(site) is { } place ? $"{prefix}{place}.{Adapters}.{name}" : null;

    protected override string? FindPlace(ProjectionSite site) => Layout.KeyOf(site) is { } key
        ? $"{prefix}{key}.loras.{name}"
        : HubPacked.PlaceOf($"{prefix}{Layout.KeyOfWhole(site)}.loras.{name}", site.Part);

    protected override string? FindPlace(MemorySite site) => HubPrefix.PlaceOf(site.Layer);

    protected override string? FindFusionPlace(Site site) =>
        Layout.KeyOf(site) is { } place ? $"{prefix}{place}.adapter_fusion_layer.{name}" : null;

    protected override IReadOnlyList<PublishedName> NamesOf(AdapterVariant variant) => variant.HubNames;
}
