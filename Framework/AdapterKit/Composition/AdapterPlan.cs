namespace AdapterKit;

/// <summary>Which adapters run where, settled for one backbone. Immutable: one plan may serve many threads at once.</summary>
/// <remarks>
/// A plan refers to the weights of its backbone and tasks and owns none of them. Moving either to another device
/// replaces weights: compile a new plan after that.
/// </remarks>
public sealed class AdapterPlan
{
    private readonly SiteProgram[] programs;

    private AdapterPlan(SiteProgram[] programs) => this.programs = programs;

    /// <summary>What the plan does at a site.</summary>
    /// <param name="site">The site's index among <see cref="AdaptedStack.Sites"/>.</param>
    public SiteProgram this[int site] => programs[site];

    /// <summary>Settles a setup: the tasks' adapters one upon the other, as in <c>Stack</c> of Pfeiffer et al. 2020.</summary>
    /// <param name="sites">The backbone's sites.</param>
    /// <param name="stack">The tasks, the first one nearest to the backbone; none for the bare backbone.</param>
    /// <remarks>Where several tasks tune the same norm, the last one's copy is used.</remarks>
    internal static AdapterPlan Compile(IReadOnlyList<Site> sites, IReadOnlyList<TaskAdapter> stack) =>
        new([.. sites.Select(site => Compile(site, stack))]);

    private static SiteProgram Compile(Site site, IReadOnlyList<TaskAdapter> stack)
    {
        var norm = stack.Select(task => task.NormAt(site)).LastOrDefault(own => own is not null) ?? site.Point.Norm;
        var adapters =
            from task in stack
            let adapter = task.AdapterAt(site)
            where adapter is not null
            select new PlacedAdapter(adapter, task.Config.Placement);
        return new SiteProgram(site.Point.Placement, norm, [.. adapters]);
    }
}
