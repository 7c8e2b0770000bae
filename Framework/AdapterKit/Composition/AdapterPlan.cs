namespace AdapterKit;

/// <summary>Which adapters run where, settled for one backbone. Immutable: one plan may serve many threads at once.</summary>
/// <remarks>
/// A plan refers to the weights of its backbone and tasks. Moving either to another device replaces weights: compile a
/// new plan after that. A plan of fused adapters also holds copies of frozen weights, laid out for few large products;
/// disposing of the plan releases these copies and nothing else.
/// </remarks>
public sealed class AdapterPlan : IDisposable
{
    private readonly SiteProgram[] programs;

    private AdapterPlan(SiteProgram[] programs) => this.programs = programs;

    /// <summary>What the plan does at a site.</summary>
    /// <param name="site">The site's index among <see cref="AdaptedStack.Sites"/>.</param>
    public SiteProgram this[int site] => programs[site];

    /// <summary>The same plan for inference alone: what is frozen is folded into fewer and smaller products.</summary>
    /// <returns>A plan of the caller's own, for the weights as they are now: later changes of them do not reach it.</returns>
    public AdapterPlan Fold()
    {
        using var frozen = no_grad();
        return new([.. programs.Select(program => program.Fold())]);
    }

    /// <summary>Releases what the plan made for itself. The weights of backbone and tasks stay.</summary>
    public void Dispose()
    {
        foreach (var program in programs)
            program.Dispose();
    }

    /// <summary>Settles a setup: the tasks' adapters one upon the other, as in <c>Stack</c> of Pfeiffer et al. 2020.</summary>
    /// <param name="sites">The backbone's sites.</param>
    /// <param name="stack">The tasks, the first one nearest to the backbone; none for the bare backbone.</param>
    /// <param name="probe">Told what fusions attend to; <see langword="null"/> where nobody asks.</param>
    /// <remarks>Where several tasks tune the same norm, the last one's copy is used.</remarks>
    internal static AdapterPlan Compile(IReadOnlyList<Site> sites, IReadOnlyList<TaskAdapter> stack, IFusionProbe? probe = null) =>
        new([.. sites.Select(site => Compile(site, stack, probe))]);

    private static SiteProgram Compile(Site site, IReadOnlyList<TaskAdapter> stack, IFusionProbe? probe)
    {
        var norm = stack.Select(task => task.NormAt(site)).LastOrDefault(own => own is not null) ?? site.Point.Norm;
        return new SiteProgram(site.Point.Placement, norm, [.. stack.Select(task => task.StepAt(site, probe)).OfType<SiteStep>()]);
    }
}
