using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>One branch of a setup: tasks one upon the other, the first one nearest to the backbone.</summary>
/// <param name="Name">How the setup names it.</param>
/// <param name="Links">The tasks; none for the bare backbone.</param>
internal sealed record TaskChain(Setup Name, ImmutableArray<ChainLink> Links)
{
    /// <summary>The task whose head answers; <see langword="null"/> for the bare backbone.</summary>
    public TaskAdapter? Task => Links.IsEmpty ? null : Links[^1].Task;

    /// <summary>Tasks of a caller's own, none left out anywhere.</summary>
    public static TaskChain Of(IReadOnlyList<TaskAdapter> stack) => new(
        stack switch { [] => Setup.Bare, [var only] => only.Id, _ => Setup.Stack([.. stack.Select(task => Setup.Of(task.Id))]) },
        [.. stack.Select(task => new ChainLink(task, DropSet.None))]);

    public TaskChain Under(TaskChain above) => new(Setup.Stack(Name, above.Name), Links.AddRange(above.Links));

    public TaskChain Without(DropSet drop) => this with { Links = [.. Links.Select(link => link with { Drop = link.Drop.Union(drop) })] };

    /// <summary>What the branch does at a site. Where several tasks tune the same norm, the last one's copy is used.</summary>
    public StackedSite At(Site site, IFusionProbe? probe)
    {
        var links = Links.Where(link => !link.Drop.Contains(site)).ToList();
        var norm = links.Select(link => link.Task.NormAt(site)).LastOrDefault(own => own is not null) ?? site.Point.Norm;
        return new StackedSite(site.Point.Placement, norm, [.. links.Select(link => link.Task.StepAt(site, probe)).OfType<SiteStep>()]);
    }
}

/// <summary>A task in a branch.</summary>
/// <param name="Task">The task.</param>
/// <param name="Drop">Where the setup leaves it out.</param>
internal readonly record struct ChainLink(TaskAdapter Task, DropSet Drop);
