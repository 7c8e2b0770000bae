using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>One branch of a setup: a stack of tasks, the first one nearest to the backbone.</summary>
/// <param name="Name">The branch as the setup names it.</param>
/// <param name="Entries">The tasks; none for the bare backbone.</param>
internal sealed record TaskStack(Setup Name, ImmutableArray<StackEntry> Entries)
{
    /// <summary>The task whose head computes the logits; <see langword="null"/> for the bare backbone.</summary>
    public IPlannedTask? Task => Entries.IsEmpty ? null : Entries[^1].Task;

    /// <summary>Creates a branch of given tasks, without dropping any site.</summary>
    public static TaskStack Create(IReadOnlyList<IPlannedTask> tasks) => new(
        tasks switch { [] => Setup.Bare, [var only] => only.Id, _ => Setup.Stack([.. tasks.Select(task => Setup.Of(task.Id))]) },
        [.. tasks.Select(task => new StackEntry(task, DropSet.None))]);

    /// <summary>This stack below another one.</summary>
    public TaskStack StackBelow(TaskStack above) => new(Setup.Stack(Name, above.Name), Entries.AddRange(above.Entries));

    /// <summary>This stack without adapters at more sites.</summary>
    public TaskStack Dropping(DropSet drop) =>
        this with { Entries = [.. Entries.Select(entry => entry with { Drop = entry.Drop.Union(drop) })] };

    /// <summary>Creates the program of the branch at a site. If several tasks tune the same norm, the last one's copy applies.</summary>
    public StackedSite CreateProgram(Site site, PlanPurpose purpose, IFusionProbe? probe)
    {
        var tasks = Entries.Where(entry => !entry.Drop.Contains(site)).Select(entry => entry.Task).ToList();
        var norm = tasks.Select(task => task.NormAt(site)).LastOrDefault(own => own is not null) ?? site.Point.Norm;
        return new(site.Point.Placement, norm, [.. tasks.Select(task => task.CreateStep(site, purpose, probe)).OfType<SiteStep>()]);
    }

    /// <summary>The adapters of the branch at an attention; those of later tasks come first, in front of the text's own keys.</summary>
    public IReadOnlyList<MemoryAdapter> GetMemory(MemorySite site) =>
    [
        .. from entry in Entries.Reverse()
        where !entry.Drop.Contains(site)
        let adapter = entry.Task.AdapterAt(site)
        where adapter is not null
        select adapter,
    ];

    /// <summary>The adapters of the branch at the embedded tokens, those of the first task first.</summary>
    public IReadOnlyList<EntryAdapter> GetEntry(IReadOnlyList<EntrySite> sites) =>
    [
        .. from site in sites
           from entry in Entries
           where !entry.Drop.Contains(site)
           let adapter = entry.Task.AdapterAt(site)
           where adapter is not null
           select adapter,
    ];

    /// <summary>Creates the change that the branch makes to a product; <see langword="null"/> for none.</summary>
    /// <param name="linear">The backbone's weights.</param>
    /// <param name="parts">The parts of the product.</param>
    public AdaptedProjection? CreateChange(Linear linear, IReadOnlyList<ProjectionSite> parts)
    {
        List<PartAdapter> adapters =
        [
            .. from entry in Entries
            from site in parts
            where !entry.Drop.Contains(site)
            let adapter = entry.Task.AdapterAt(site)
            where adapter is not null
            select new PartAdapter(adapter, site.Part, linear),
        ];
        return adapters.Count == 0 ? null : new(adapters);
    }
}

/// <summary>A task in a stack.</summary>
/// <param name="Task">The task.</param>
/// <param name="Drop">The sites at which the setup drops it.</param>
internal readonly record struct StackEntry(IPlannedTask Task, DropSet Drop);
