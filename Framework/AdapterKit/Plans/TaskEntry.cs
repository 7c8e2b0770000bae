namespace AdapterKit;

/// <summary>A task in a stack.</summary>
/// <param name="Task">The task.</param>
/// <param name="Drop">The sites at which the setup drops it.</param>
internal sealed record TaskEntry(IPlannedTask Task, DropSet Drop) : StackEntry(Drop)
{
    public override IReadOnlyList<IPlannedTask> Tasks => [Task];

    public override IPlannedTask Head => Task;

    public override nn.Module<Tensor, Tensor>? NormAt(Site site) => Task.NormAt(site);

    public override nn.Module<Tensor, Tensor>? OutputNormAt(Site site) => Task.OutputNormAt(site);

    public override IEnumerable<SiteStep> CreateSteps(Site site, PlanPurpose purpose, IFusionProbe? probe) =>
        Task.CreateStep(site, purpose, probe) is { } step ? [step] : [];

    public override ProjectionChange? CreateChange(Linear linear, IReadOnlyList<ProjectionSite> parts)
    {
        List<PartAdapter> adapters =
        [
            .. from site in parts
               let adapter = Task.AdapterAt(site)
               where adapter is not null
               select new PartAdapter(adapter, site.Part, linear),
        ];
        return adapters.Count == 0 ? null : new AdaptedProjection(adapters);
    }

    public override MemoryAdapter? AdapterAt(MemorySite site) => Task.AdapterAt(site);

    public override EntryAdapter? AdapterAt(EntrySite site) => Task.AdapterAt(site);
}
