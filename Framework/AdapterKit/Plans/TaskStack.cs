using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>One branch of a setup: a stack of tasks, the first one nearest to the backbone.</summary>
/// <param name="Name">The branch as the setup names it.</param>
/// <param name="Entries">The tasks, or combinations of tasks; none for the bare backbone.</param>
internal sealed record TaskStack(Setup Name, ImmutableArray<StackEntry> Entries)
{
    /// <summary>
    /// The task whose head computes the logits; <see langword="null"/> for the bare backbone, and where tasks are combined at the end.
    /// </summary>
    public IPlannedTask? Task => Entries.IsEmpty ? null : Entries[^1].Head;

    /// <summary>The tasks of all entries.</summary>
    public IEnumerable<IPlannedTask> Tasks => Entries.SelectMany(entry => entry.Tasks);

    /// <summary>Whether tasks depend on the number of a token.</summary>
    public bool CountsTokens => Entries.Any(entry => entry.CountsTokens);

    /// <summary>Creates a branch of given tasks, without dropping any site.</summary>
    public static TaskStack Create(IReadOnlyList<IPlannedTask> tasks) => new(
        tasks switch { [] => Setup.Bare, [var only] => only.Id, _ => Setup.Stack([.. tasks.Select(task => Setup.Of(task.Id))]) },
        [.. tasks.Select(task => new TaskEntry(task, DropSet.None))]);

    /// <summary>This stack below another one.</summary>
    public TaskStack StackBelow(TaskStack above) => new(Setup.Stack(Name, above.Name), Entries.AddRange(above.Entries));

    /// <summary>This stack without adapters at more sites.</summary>
    public TaskStack Dropping(DropSet drop) =>
        this with { Entries = [.. Entries.Select(entry => entry with { Drop = entry.Drop.Union(drop) })] };

    /// <summary>Creates the program of the branch at a site. If several tasks tune the same norm, the last one's copy applies.</summary>
    public StackedSite CreateProgram(Site site, PlanPurpose purpose, IFusionProbe? probe)
    {
        var norms = new SiteNorms(
            site.Point.Placement,
            FindLast(entry => entry.NormAt(site)) ?? site.Point.Norm,
            FindLast(entry => entry.OutputNormAt(site)) ?? site.Point.OutputNorm);
        return new(norms, CreateSteps(site, purpose, probe));

        nn.Module<Tensor, Tensor>? FindLast(Func<StackEntry, nn.Module<Tensor, Tensor>?> find) =>
            EntriesAt(site).Select(find).LastOrDefault(own => own is not null);
    }

    /// <summary>Creates the steps of the branch at a site, in the order in which they act.</summary>
    public IReadOnlyList<SiteStep> CreateSteps(Site site, PlanPurpose purpose, IFusionProbe? probe) =>
        [.. EntriesAt(site).SelectMany(entry => entry.CreateSteps(site, purpose, probe))];

    /// <summary>The adapters of the branch at an attention; those of later tasks come first, in front of the text's own keys.</summary>
    public IReadOnlyList<MemoryAdapter> GetMemory(MemorySite site) =>
        [.. EntriesAt(site).Reverse().Select(entry => entry.AdapterAt(site)).OfType<MemoryAdapter>()];

    /// <summary>What the branch changes at the embedded tokens, by adapters there and by prefixes that move the text.</summary>
    public EntryBranch GetEntry(AdaptedStack encoder, int rowWeight) => new(
        [.. encoder.EntrySites.SelectMany(site => EntriesAt(site).Select(entry => entry.AdapterAt(site))).OfType<EntryAdapter>()],
        Entries.Sum(entry => encoder.MemorySites
            .Where(site => !entry.Drop.Contains(site))
            .Select(site => entry.AdapterAt(site)?.PositionShift ?? 0)
            .DefaultIfEmpty()
            .Max()),
        Tasks.FirstOrDefault()?.Backbone,
        rowWeight);

    /// <summary>Creates the change that the branch makes to a product; <see langword="null"/> for none.</summary>
    /// <param name="linear">The backbone's weights.</param>
    /// <param name="parts">The parts of the product.</param>
    public ProjectionChange? CreateChange(Linear linear, IReadOnlyList<ProjectionSite> parts)
    {
        List<ProjectionChange> changes = [.. Entries
            .Select(entry => entry.CreateChange(linear, [.. parts.Where(part => !entry.Drop.Contains(part))]))
            .OfType<ProjectionChange>()];
        return changes switch
        {
            [] => null,
            [var only] => only,
            _ when changes.TrueForAll(change => change is AdaptedProjection) =>
                new AdaptedProjection([.. changes.Cast<AdaptedProjection>().SelectMany(change => change.Adapters)]),
            _ => new ProjectionSequence(changes),
        };
    }

    private IEnumerable<StackEntry> EntriesAt(IAdapterPlace place) => Entries.Where(entry => !entry.Drop.Contains(place));
}
