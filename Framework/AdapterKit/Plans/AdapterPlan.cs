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
    private readonly int sourceLayers;
    private readonly PlanPurpose purpose;
    private readonly Lazy<string?> readerOfWholeTexts;

    private AdapterPlan(
        SiteProgram[] programs,
        ProjectionProgram?[] projections,
        AttentionMemory?[] memories,
        EntryProgram? entry,
        PlanRows rows,
        PlanStart start,
        int sourceLayers,
        PlanPurpose purpose)
    {
        (this.programs, this.projections, this.memories, Entry, Rows, this.start) = (programs, projections, memories, entry, rows, start);
        Copies = rows.Branching == Branching.Copies ? rows.Branches.Count : 1;
        Tasks = [.. rows.Branches.SelectMany(branch => branch.Stack.Tasks).Distinct()];
        readerOfWholeTexts = new(FindReaderOfWholeTexts);
        (this.sourceLayers, this.purpose) = (sourceLayers, purpose);
    }

    /// <summary>
    /// The lowest layer in which the plan differs from the bare backbone; the number of layers if it differs in none. At most the number of
    /// an encoder-decoder's layers that read the source.
    /// </summary>
    public int FirstLayer => Math.Min(start.Layer, sourceLayers);

    /// <summary>The index of the first site at which the plan differs from the bare backbone.</summary>
    internal int FirstSite => start.Site;

    /// <summary>The assignment of rows to branches.</summary>
    internal PlanRows Rows { get; }

    /// <summary>The tasks of all branches.</summary>
    internal IReadOnlyList<IPlannedTask> Tasks { get; }

    /// <summary>How often rows are repeated from the first site on at which branches differ.</summary>
    internal int Copies { get; }

    /// <summary>What the plan changes at the embedded tokens; <see langword="null"/> if it changes nothing.</summary>
    internal EntryProgram? Entry { get; }

    /// <summary>
    /// Whether an adapter reads whole texts or prepends a prompt, or a split counts tokens, so that a pass cannot continue from a cache.
    /// </summary>
    internal bool ReadsWholeTexts => readerOfWholeTexts.Value is not null;

    internal SiteProgram this[int site] => programs[site];

    /// <summary>Returns the program of a product; <see langword="null"/> if the plan does not change it.</summary>
    internal ProjectionProgram? FindProjection(int projection) => projections[projection];

    /// <summary>Returns what the plan adds to an attention; <see langword="null"/> if it adds nothing.</summary>
    internal AttentionMemory? FindMemory(int attention) => memories[attention];

    /// <summary>
    /// Undoes what invertible adapters did to the embedded tokens (MAD-X, Pfeiffer et al. 2020): a masked language model does so before it
    /// compares hidden states with its embeddings.
    /// </summary>
    /// <param name="hidden">
    /// Hidden states <c>[rows, tokens, width]</c>, with the rows of <see cref="PlanRunner.Encode(Backbone, TokenBatch, AdapterPlan)"/> of a
    /// plan for one task, or for several tasks on the same texts; not modified.
    /// </param>
    /// <returns>A new tensor of the same shape; an alias if the plan does not change the embedded tokens.</returns>
    /// <exception cref="InvalidOperationException">An adapter cannot be inverted, or the plan is that of a batch split.</exception>
    public Tensor InvertEntry(Tensor hidden)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        if (Entry is null)
            return hidden.alias();

        return Rows.Order is null
            ? Entry.Invert(hidden)
            : throw new InvalidOperationException(
                "The plan of a batch split sorts the rows. Invert the rows of each task with a plan of its own.");
    }

    /// <summary>Begins a pass with this plan, for code that runs layers itself.</summary>
    /// <param name="batch">The tokens; borrowed for the lifetime of the pass.</param>
    /// <param name="dtype">The element type of the hidden states.</param>
    /// <param name="cache">
    /// Keys and values of the tokens before these; borrowed, and extended by the pass. <see langword="null"/> for whole texts.
    /// </param>
    /// <param name="source">What the layers of a decoder attend to, computed under this plan; borrowed.</param>
    /// <returns>A pass owned by the caller, for one call of the layers.</returns>
    /// <exception cref="InvalidOperationException">
    /// There is a cache, or texts are packed, but an adapter reads whole texts or prepends a prompt, or a split counts tokens; or there are
    /// both.
    /// </exception>
    public AdapterPass BeginPass(
        TokenBatch batch, ScalarType dtype = ScalarType.Float32, KeyValueCache? cache = null, EncodedSource? source = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (cache is not null && batch.Documents is not null)
            throw new InvalidOperationException("Packed texts have no cache: run each in a row of its own.");
        if ((cache is null && batch.Documents is null) || readerOfWholeTexts.Value is not { } reader)
            return new PlanPass(this, batch, dtype, cache, source);

        throw new InvalidOperationException(reader + (cache is null
            ? " It cannot run packed texts: run each in a row of its own."
            : " It cannot continue from a cache: run all tokens in one pass."));
    }

    /// <summary>Compiles the same plan for rows that are repeated, the copies of a row one after the other.</summary>
    /// <param name="encoder">The backbone's layers.</param>
    /// <param name="count">How often.</param>
    /// <returns>A plan owned by the caller; <see langword="null"/> if this one fits as it is.</returns>
    internal AdapterPlan? RepeatRows(AdaptedStack encoder, int count) => count == 1 || Rows.Branching != Branching.Rows
        ? null
        : Compile(
            encoder,
            Branching.Rows,
            [
                .. Rows.Branches.SelectMany(branch => branch.Rows.Select(row => (Row: row, branch.Stack)))
                    .OrderBy(row => row.Row)
                    .SelectMany(row => Enumerable.Repeat(row.Stack, count)),
            ],
            purpose);

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
    /// <exception cref="ArgumentException">A split counts tokens behind a prompt.</exception>
    internal static AdapterPlan Compile(
        AdaptedStack encoder, Branching branching, IReadOnlyList<TaskStack> stacks, PlanPurpose purpose, IFusionProbe? probe = null)
    {
        using var frozen = purpose == PlanPurpose.Inference ? no_grad() : null;
        var rows = PlanRows.Create(branching, stacks);
        RequireCountable(rows);
        var programs = encoder.Sites
            .Select(site => rows.Branches.Select(branch => branch.Stack.CreateProgram(site, purpose, probe)).ToList())
            .ToList();
        ProjectionProgram?[] projections = [.. encoder.Projections.Select(CompileProjection)];
        AttentionMemory?[] memories = [.. encoder.MemorySites.Select(CompileMemory)];
        var entry = EntryProgram.Create(
            [.. rows.Branches.Select(branch => branch.Stack.GetEntry(encoder, branch.RowWeight))]);
        var start = PlanStart.Find(encoder, programs, projections, memories, entry);
        SiteProgram[] sites = [.. programs.Index().Select(site => CompileSite(site.Item, site.Index))];
        return new(sites, projections, memories, entry, rows, start, encoder.SourceLayers, purpose);

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

    private string? FindReaderOfWholeTexts()
    {
        if (Rows.Branches.FirstOrDefault(branch => branch.Stack.CountsTokens) is { } split)
            return $"{split.Stack.Name} counts the tokens of a text from its first one.";

        return Tasks.FirstOrDefault(NeedsWholeTexts) is { } task
            ? $"Task '{task.Id}' has an adapter that reads whole texts, such as a gate, or one that puts a prompt before them."
            : null;
    }

    // Prompts of any branch are before the texts of all.
    private static void RequireCountable(PlanRows rows)
    {
        if (rows.Branches.FirstOrDefault(branch => branch.Stack.CountsTokens) is { } split
            && rows.Branches.SelectMany(branch => branch.Stack.Tasks).FirstOrDefault(
                task => task.Backbone.Encoder.EntrySites.Any(site => HasPrompt(task.AdapterAt(site)))) is { } prompted)
        {
            throw new ArgumentException(
                $"{split.Stack.Name} counts the tokens of a text, but task '{prompted.Id}' puts a prompt before them. Use two "
                + "plans.");
        }
    }

    private static bool NeedsWholeTexts(IPlannedTask task)
    {
        var encoder = task.Backbone.Encoder;
        return encoder.Sites.Any(site => task.AdapterAt(site)?.ReadsMask == true)
            || encoder.ProjectionSites.Any(site => task.AdapterAt(site)?.ReadsMask == true)
            || encoder.MemorySites.Any(site => task.AdapterAt(site)?.ReadsInput == true)
            || encoder.EntrySites.Any(site => HasPrompt(task.AdapterAt(site)));
    }

    private static bool HasPrompt(EntryAdapter? adapter)
    {
        using var prompt = adapter?.ComputePrompt();
        return prompt is not null;
    }

    /// <summary>Whether the rows are repeated when a site's sub-layer runs.</summary>
    internal bool RepeatsBefore(int site) => site > start.Site || (site == start.Site && start.IsBeforeSublayer);

    /// <summary>Whether the rows are repeated after a site's sub-layer has run.</summary>
    internal bool RepeatsAfter(int site) => site >= start.Site;
}
