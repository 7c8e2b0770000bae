namespace AdapterKit;

/// <summary>Which adapters run where, settled for one backbone. Immutable: one plan may serve many threads at once.</summary>
/// <remarks>
/// A plan refers to the weights of its backbone and tasks. Moving either to another device replaces weights: compile a
/// new plan after that. A plan of fused adapters, or a folded one of several tasks, also holds copies of frozen weights,
/// laid out for few large products; disposing of the plan releases these copies and nothing else.
/// </remarks>
public sealed class AdapterPlan : IDisposable
{
    private readonly SiteProgram[] programs;
    private readonly PlanStart start;
    private readonly bool isFolded;

    private AdapterPlan(SiteProgram[] programs, PlanRows rows, PlanStart start, bool isFolded = false)
    {
        (this.programs, Rows, this.start, this.isFolded) = (programs, rows, start, isFolded);
        Copies = rows.Branching == Branching.Copies ? rows.Branches.Count : 1;
    }

    /// <summary>The lowest layer in which the plan differs from the bare backbone; the number of layers where it differs in none.</summary>
    public int FirstLayer => start.Layer;

    /// <summary>The index of the first site at which the plan differs from the bare backbone.</summary>
    internal int FirstSite => start.Site;

    /// <summary>How rows and branches belong together.</summary>
    internal PlanRows Rows { get; }

    /// <summary>How often rows are repeated from the first site of its own on.</summary>
    internal int Copies { get; }

    internal SiteProgram this[int site] => programs[site];

    /// <summary>The same plan for inference alone: what is frozen is folded into fewer and smaller products.</summary>
    /// <returns>A plan of the caller's own, for the weights as they are now: later changes of them do not reach it.</returns>
    /// <exception cref="InvalidOperationException">The plan is folded already.</exception>
    public AdapterPlan Fold()
    {
        if (isFolded)
            throw new InvalidOperationException("The plan is folded already; what it was folded from is no longer in it.");

        using var frozen = no_grad();
        return new([.. programs.Select(program => program.Fold())], Rows, start, isFolded: true);
    }

    /// <summary>Releases what the plan made for itself. The weights of backbone and tasks stay.</summary>
    public void Dispose()
    {
        foreach (var program in programs)
            program.Dispose();
    }

    /// <summary>Settles a setup.</summary>
    /// <param name="sites">The backbone's sites.</param>
    /// <param name="branching">How the branches share a batch.</param>
    /// <param name="chains">The branches, or what each row wants.</param>
    /// <param name="probe">Told what fusions attend to; <see langword="null"/> where nobody asks.</param>
    internal static AdapterPlan Compile(
        IReadOnlyList<Site> sites, Branching branching, IReadOnlyList<TaskChain> chains, IFusionProbe? probe = null)
    {
        var rows = PlanRows.Of(branching, chains);
        var branches = sites.Select(site => rows.Branches.Select(branch => (branch.Chain.At(site, probe), branch.Share)).ToList()).ToList();
        var start = PlanStart.Of(sites, branches);
        var programs = branches.Index().Select(site => BranchedSite.Of(site.Item, sharesInput: branching == Branching.Copies && start.Parts(site.Index)));
        return new([.. programs], rows, start);
    }

    /// <summary>Settles tasks one upon the other, the first one nearest to the backbone.</summary>
    internal static AdapterPlan Compile(IReadOnlyList<Site> sites, IReadOnlyList<TaskAdapter> stack, IFusionProbe? probe = null) =>
        Compile(sites, Branching.None, [TaskChain.Of(stack)], probe);

    /// <summary>Whether the rows are repeated by the time a site's sub-layer runs.</summary>
    internal bool RepeatsBefore(int site) => site > start.Site || (site == start.Site && start.IsBeforeSublayer);

    /// <summary>Whether the rows are repeated once a site's sub-layer ran.</summary>
    internal bool RepeatsAfter(int site) => site >= start.Site;
}
