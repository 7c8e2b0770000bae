namespace AdapterKit;

/// <summary>A setup compiled for one backbone: what runs at each site. Immutable: one plan may serve many threads at once.</summary>
/// <remarks>
/// A plan refers to the weights of its backbone and tasks. Moving either to another device replaces weights: compile a
/// new plan after that. A plan for inference also owns copies of frozen weights; disposing of the plan releases these copies
/// and nothing else.
/// </remarks>
public sealed class AdapterPlan : IDisposable
{
    private readonly SiteProgram[] programs;
    private readonly ProjectionProgram?[] projections;
    private readonly AttentionMemory?[] memories;
    private readonly PlanStart start;

    private AdapterPlan(
        SiteProgram[] programs, ProjectionProgram?[] projections, AttentionMemory?[] memories, PlanRows rows, PlanStart start)
    {
        (this.programs, this.projections, this.memories, Rows, this.start) = (programs, projections, memories, rows, start);
        Copies = rows.Branching == Branching.Copies ? rows.Branches.Count : 1;
        Tasks = [.. rows.Branches.SelectMany(branch => branch.Stack.Entries).Select(entry => entry.Task).Distinct()];
    }

    /// <summary>The lowest layer in which the plan differs from the bare backbone; the number of layers if it differs in none.</summary>
    public int FirstLayer => start.Layer;

    /// <summary>The index of the first site at which the plan differs from the bare backbone.</summary>
    internal int FirstSite => start.Site;

    /// <summary>The assignment of rows to branches.</summary>
    internal PlanRows Rows { get; }

    /// <summary>The tasks of all branches.</summary>
    internal IReadOnlyList<IPlannedTask> Tasks { get; }

    /// <summary>How often rows are repeated from the first site on at which branches differ.</summary>
    internal int Copies { get; }

    internal SiteProgram this[int site] => programs[site];

    /// <summary>Returns the program of a product; <see langword="null"/> if the plan does not change it.</summary>
    internal ProjectionProgram? FindProjection(int projection) => projections[projection];

    /// <summary>Returns what the plan adds to an attention; <see langword="null"/> if it adds nothing.</summary>
    internal AttentionMemory? FindMemory(int attention) => memories[attention];

    /// <summary>Begins a pass with this plan, for code that runs layers itself.</summary>
    /// <param name="batch">The tokens; borrowed for the lifetime of the pass.</param>
    /// <param name="dtype">The element type of the hidden states.</param>
    /// <param name="cache">
    /// Keys and values of the tokens before these; borrowed, and extended by the pass. <see langword="null"/> for whole texts.
    /// </param>
    /// <returns>A pass owned by the caller, for one call of the layers.</returns>
    public AdapterPass BeginPass(TokenBatch batch, ScalarType dtype = ScalarType.Float32, KeyValueCache? cache = null) =>
        new PlanPass(this, batch, dtype, cache);

    /// <summary>Releases the weights that the plan owns. Those of backbone and tasks are not among them.</summary>
    public void Dispose()
    {
        foreach (var program in programs)
            program.Dispose();

        foreach (var program in projections)
            program?.Dispose();

        foreach (var memory in memories)
            memory?.Dispose();
    }

    /// <summary>Compiles branches.</summary>
    /// <param name="encoder">The backbone's layers.</param>
    /// <param name="branching">How the branches share a batch.</param>
    /// <param name="stacks">The branches; for <see cref="Branching.Rows"/>, the stack of each row.</param>
    /// <param name="purpose">What the plan is for.</param>
    /// <param name="probe">Observes the attention weights of fusions.</param>
    internal static AdapterPlan Compile(
        AdaptedStack encoder, Branching branching, IReadOnlyList<TaskStack> stacks, PlanPurpose purpose, IFusionProbe? probe = null)
    {
        using var frozen = purpose == PlanPurpose.Inference ? no_grad() : null;
        var rows = PlanRows.Create(branching, stacks);
        var programs = encoder.Sites
            .Select(site => rows.Branches.Select(branch => branch.Stack.CreateProgram(site, purpose, probe)).ToList())
            .ToList();
        ProjectionProgram?[] projections = [.. encoder.Projections.Select(CompileProjection)];
        AttentionMemory?[] memories = [.. encoder.MemorySites.Select(CompileMemory)];
        var start = PlanStart.Find(encoder, programs, projections, memories);
        return new([.. programs.Index().Select(site => CompileSite(site.Item, site.Index))], projections, memories, rows, start);

        ProjectionProgram? CompileProjection(Linear linear, int number)
        {
            List<ProjectionSite> parts = [.. encoder.ProjectionSites.Where(site => site.Projection == number)];
            var branches = rows.Branches.Select(branch => new ProjectionBranch(branch.Stack.CreateChange(linear, parts), branch.RowWeight));
            return BranchedProjection.Create(linear, [.. branches], purpose);
        }

        AttentionMemory? CompileMemory(MemorySite site) => AttentionMemory.Create(
            site.Attention, [.. rows.Branches.Select(branch => new MemoryBranch(branch.Stack.GetMemory(site), branch.RowWeight))], purpose);

        SiteProgram CompileSite(IEnumerable<StackedSite> site, int index)
        {
            List<SiteBranch> branches = [.. site.Zip(rows.Branches, (program, branch) => new SiteBranch(program, branch.RowWeight))];
            return purpose == PlanPurpose.Inference
                ? BranchedSite.CreateFolded(branches, sharesInput: branching == Branching.Copies && start.IsLastSharedSite(index))
                : BranchedSite.Create(branches);
        }
    }

    /// <summary>Whether the rows are repeated when a site's sub-layer runs.</summary>
    internal bool RepeatsBefore(int site) => site > start.Site || (site == start.Site && start.IsBeforeSublayer);

    /// <summary>Whether the rows are repeated after a site's sub-layer has run.</summary>
    internal bool RepeatsAfter(int site) => site >= start.Site;
}
