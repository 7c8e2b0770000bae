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

    private const string OldInvertible = "invertible_lang_adapters";
    private const string Gates = "prefix_gates";
    private const string Shared = "shared_parameters.";
    private const string Invertible = "invertible_adapters.";

    private static readonly string[] Owners =
        [".adapters.", ".loras.", ".adapter_fusion_layer.", $".{Gates}.", $".{Shared}", $".{Invertible}", HubPrefix.Owner];

    // The library norms the input in front of the projection, and writes the norm a second time under the name of that place.
    private static readonly PublishedName[] NormedNames =
    [
        new("down", "adapter_down.1"),
        new("before", "adapter_norm_before"),
        new("before", "adapter_down.0"),
    ];

    protected override string Library => "AdapterHub";

    /// <summary>The key as today's versions write it.</summary>
    public static string Normalize(string key) => string.Join('.', key.Split('.').Select(part =>
        OldAdapters.Contains(part) ? Adapters : part == OldInvertible ? Invertible.TrimEnd('.') : part));

    /// <summary>
    /// Whether a key belongs to another adapter whose name begins with the same letters: the library writes it along, since it compares
    /// beginnings.
    /// </summary>
    public static bool IsOfLongerName(string key, string name) => Owners.Any(owner =>
        key.IndexOf(owner, StringComparison.Ordinal) is >= 0 and var start && IsLonger(key.AsSpan(start + owner.Length), name));

    /// <summary>Whether what follows an owner begins with a longer name than this one.</summary>
    public static bool IsLonger(ReadOnlySpan<char> rest, string name) =>
        rest.StartsWith(name, StringComparison.Ordinal) && rest.Length > name.Length && rest[name.Length] != '.';

    /// <summary>What precedes the keys and values of a prefix.</summary>
    public string FindPrefixPlace(AdapterPlace place) => FindPlace(
        Layout.Backbone.Encoder.MemorySites.First(site => site.Layer == place.Layer && site.Name == place.Point))!;

    protected override string? FindPlace(Site site, ResidualAdapter? adapter) =>
        Layout.KeyOf(site) is { } place ? $"{prefix}{place}.{Adapters}.{name}" : null;

    protected override string? FindPlace(ProjectionSite site) => Layout.KeyOf(site) is { } key
        ? $"{prefix}{key}.loras.{name}"
        : HubPacked.PlaceOf($"{prefix}{Layout.KeyOfWhole(site)}.loras.{name}", site.Part);

    protected override string? FindPlace(MemorySite site) => $"{prefix}{AttentionOf(site)}.prefix_tuning";

    protected override string? FindPlace(EntrySite site, EntryAdapter? adapter) =>
        $"{prefix}{(HubPoints.HasSource(Layout.Backbone) ? "encoder." : "")}{Invertible}{name}";

    protected override string? FindPlace(AdapterSet set, SharedModule shared) =>
        shared is not PrefixNetwork ? $"{prefix}{Shared}{name}"
        : FindLocation(set) is { } location ? $"{prefix}prefix_tuning{HubPrefix.Owner}{name}.{location}"
        : null;

    protected override string? FindFusionPlace(Site site) =>
        Layout.KeyOf(site) is { } place ? $"{prefix}{place}.adapter_fusion_layer.{name}" : null;

    protected override IReadOnlyList<PublishedName> NamesOf(AdapterSet set) =>
        set.Options is ExtendedBottleneckOptions { NormBefore: true }
            ? [.. NormedNames, .. set.Variant.HubNames.Where(known => known.Name is not ("down" or "before"))]
            : set.Variant.HubNames;

    protected override IReadOnlyList<PublishedName> NamesOf(SharedModule shared) => shared.HubNames;

    // The name of the adapter follows the name of its gate.
    protected override string Join(string place, string published) => published.StartsWith(Gates, StringComparison.Ordinal)
        ? $"{place}.{Gates}.{name}{published[Gates.Length..]}"
        : base.Join(place, published);

    private string? FindLocation(AdapterSet set) => HubPoints.HasSource(Layout.Backbone)
        ? HubPoints.FindPrefix(set, Layout.Backbone)
        : Layout.Names.ModelType == "distilbert" ? "self" : HubPoints.SelfPrefix;

    // The attention has no key of its own, but its products do.
    private string AttentionOf(MemorySite site)
    {
        var query = Layout.Backbone.Encoder.ProjectionSites.First(
            part => part.Layer == site.Layer && part.Name == $"{site.Name[..site.Name.LastIndexOf('.')]}.q");
        var key = Layout.KeyOf(query) ?? Layout.KeyOfWhole(query);
        return key[..key.LastIndexOf('.')];
    }
}
