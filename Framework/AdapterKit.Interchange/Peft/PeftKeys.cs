namespace AdapterKit.Interchange;

/// <summary>Keys as PEFT writes them: <c>base_model.model.bert.encoder.layer.0.attention.self.query.lora_A.weight</c>.</summary>
/// <param name="layout">The backbone's keys.</param>
/// <param name="prefix">What precedes the keys of the model.</param>
internal sealed class PeftKeys(PublishedLayout layout, string prefix) : KeyScheme(layout)
{
    /// <summary>What precedes every key.</summary>
    public const string Root = "base_model.model.";

    protected override string Library => "PEFT";

    protected override string? FindPlace(Site site, ResidualAdapter? adapter) => adapter is NormBiasAdapter ? PlaceOfNorm(site) : null;

    /// <inheritdoc cref="KeyScheme.FindPlace(ProjectionSite)" />
    public string? PlaceOf(ProjectionSite site) => Layout.KeyOf(site) is { } key ? $"{Root}{prefix}{key}" : null;

    protected override string? FindPlace(ProjectionSite site) => PlaceOf(site);

    protected override string? FindPlace(MemorySite site) => PeftPrompt.PlaceOf(site);

    /// <summary>What precedes the names of what changes a table of the embeddings.</summary>
    public string? PlaceOf(EmbeddingTable table) => Layout.KeyOf(table) is { } key ? $"{Root}{prefix}{key}" : null;

    // The only matrix of a prompt has its name alone.
    protected override string? FindPlace(EntrySite site, EntryAdapter? adapter) => adapter switch
    {
        { ChangedTable: { } table } => PlaceOf(table),
        EmbeddingBiasAdapter => PlaceOfNorm(site),
        _ => "",
    };

    protected override string Join(string place, string published) => place.Length == 0 ? published : base.Join(place, published);

    protected override string? FindPlace(AdapterSet set, SharedModule shared) => null;

    protected override string? FindFusionPlace(Site site) => null;

    protected override IReadOnlyList<PublishedName> NamesOf(AdapterSet set) => set.Variant.PeftNames;

    protected override IReadOnlyList<PublishedName> NamesOf(SharedModule shared) => shared.PeftNames;

    private string? PlaceOfNorm(IAdapterPlace place) => Layout.KeyOfNorm(place) is { } key ? $"{Root}{prefix}{key}" : null;
}
