using System.Globalization;
using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>A task on a backbone: its adapters by site, its own copies of the norms it tunes, and a head.</summary>
/// <remarks>
/// A module tree of its own; the backbone holds no reference to it. Its keys are <c>layers.0.attention.adapter.…</c>,
/// <c>layers.0.attention.norm.…</c>, <c>embeddings.adapter.…</c>, <c>shared.0.…</c> for what the adapters of the first set share, and
/// <c>head.…</c>. It borrows the backbone and does not dispose of it. It may be disposed of at any time: calls in progress end first, and
/// later ones throw an <see cref="ObjectDisposedException"/>.
/// </remarks>
public abstract class TaskAdapter : ComponentModule, IPlannedTask
{
    private readonly Dictionary<Site, ResidualAdapter> adapters = [];
    private readonly Dictionary<ProjectionSite, ProjectionAdapter> projections = [];
    private readonly Dictionary<MemorySite, MemoryAdapter> memories = [];
    private readonly Dictionary<EntrySite, EntryAdapter> entries = [];
    private readonly Dictionary<AdapterSet, AdapterBuilder> builders;
    private readonly Dictionary<Site, Module<Tensor, Tensor>> norms = [];
    private readonly Dictionary<Site, Module<Tensor, Tensor>> outputNorms = [];
    private readonly Dictionary<Site, FusionHead> fusions = [];
    private readonly Dictionary<Site, PrunedHead> pruned = [];
    private readonly FusionMembers? members;
    private readonly Lock planLock = new();
    private readonly UseCount uses = new();
    private AdapterPlan? plan;
    private AdapterPlan? shortPlan;
    private bool isReleased;

    /// <summary>Builds adapters and norms for every site that the configuration covers.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit; borrowed.</param>
    /// <param name="config">The configuration.</param>
    /// <exception cref="TaskConfigException">
    /// The backbone does not read what the task reads; or the configuration names an insertion point that the backbone lacks, has two
    /// adapters at one place, fuses what cannot be fused, or has options that no adapter can be built with.
    /// </exception>
    protected TaskAdapter(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base("task")
    {
        ArgumentNullException.ThrowIfNull(declaration);
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(config);
        name = GetType().Name;
        Declaration = declaration;
        Backbone = backbone;
        Config = config;
        RequireReadable();
        RequireKnownPoints();
        RequireSeparatePlaces();
        RequireFusible();
        var sites = backbone.Encoder.Sites.Where(site => config.FindSet(site) is not null).ToList();
        members = config.Fusion is { } fusion ? new(Id, backbone, fusion, config.Members, sites) : null;
        builders = config.Sets.Distinct().ToDictionary(set => set, set => new AdapterBuilder(
            Id,
            set,
            backbone.Encoder.Places.Where(place => config.FindSet(place) == set).OrderBy(place => place.Layer),
            backbone.Tables));
        var layers = new ModuleTree("layers");
        foreach (var site in sites.Where(site => members?.At(site).Count != 0))
            AddSite(GetNode(layers, site.Layer, site.Point.Name), site, config.FindSet(site)!);

        foreach (var site in backbone.Encoder.ProjectionSites)
        {
            if (config.FindSet(site) is { } set)
                AddProjection(GetNode(layers, site.Layer, site.Name), site, set);
        }

        foreach (var site in backbone.Encoder.MemorySites)
        {
            if (config.FindSet(site) is { } set)
                AddMemory(GetNode(layers, site.Layer, site.Name), site, set);
        }

        foreach (var site in backbone.Encoder.EntrySites)
        {
            if (config.FindSet(site) is { } set)
                AddEntry(site, set);
        }

        register_module("layers", layers);
        AddShared();
    }

    /// <summary>What is known of the task without a backbone.</summary>
    public TaskDeclaration Declaration { get; }

    /// <summary>The id of the task.</summary>
    public string Id => Declaration.Id;

    /// <summary>The backbone that it runs on; borrowed.</summary>
    public Backbone Backbone { get; }

    /// <summary>The configuration that it was built with.</summary>
    public AdapterConfig Config { get; }

    /// <summary>
    /// <c>sha256:…</c> of its weights in the bundle that it was last loaded from or saved to; <see langword="null"/> before that.
    /// </summary>
    public string? WeightsHash { get; internal set; }

    /// <summary>
    /// How many of the first layers the task can do without, because it was trained for that (robust AdapterDrop, Rücklé et al. 2021,
    /// §3.2): a host may leave out their adapters when time is short. Bundles keep it; 0 unless training has set it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or exceeds the number of layers.</exception>
    public int DroppableLayers
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(DroppableLayers));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Backbone.Encoder.Layers.Count, nameof(DroppableLayers));
            lock (planLock)
            {
                shortPlan?.Dispose();
                shortPlan = null;
                field = value;
            }
        }
    }

    /// <summary>The plan of this task alone on its backbone; owned by the task. Safe to read from several threads at once.</summary>
    /// <exception cref="ObjectDisposedException">The task was disposed of.</exception>
    public AdapterPlan Plan
    {
        get
        {
            // Training may use the plan later, so that it must not own inference tensors.
            lock (planLock)
            {
                ObjectDisposedException.ThrowIf(isReleased, this);
                using var recorded = inference_mode(false);
                return plan ??= Backbone.Compile(this);
            }
        }
    }

    /// <summary>The plan for inference without the adapters of the <see cref="DroppableLayers"/>; owned by the task.</summary>
    /// <exception cref="ObjectDisposedException">The task was disposed of.</exception>
    internal AdapterPlan ShortPlan
    {
        get
        {
            lock (planLock)
            {
                ObjectDisposedException.ThrowIf(isReleased, this);
                using var recorded = inference_mode(false);
                var drop = DropSet.FirstLayers(DroppableLayers);
                return shortPlan ??= Backbone.Compile(Setup.Of(Id), [this], PlanPurpose.Inference, drop);
            }
        }
    }

    /// <summary>
    /// Whether the head reads the hidden state of every token rather than pooled features; it does not change over the life of the task.
    /// </summary>
    public virtual bool ReadsTokens => false;

    /// <summary>Computes the task's logits from pooled features, or from the hidden states of all tokens.</summary>
    /// <param name="features">
    /// Pooled features under this task's plan, <c>[batch, width]</c>; hidden states <c>[batch, tokens, width]</c> if the task
    /// <see cref="ReadsTokens"/>.
    /// </param>
    /// <returns><c>[batch, outputs]</c> or <c>[batch, tokens, outputs]</c>, owned by the caller.</returns>
    public abstract Tensor Head(Tensor features);

    /// <summary>Computes what <see cref="TaskKind.Interpret"/> reads: the logits, unless a kind compares them with the tokens.</summary>
    /// <param name="features">What <see cref="Head(Tensor)"/> reads.</param>
    /// <param name="ids">
    /// The tokens of the same texts <c>[batch, tokens]</c>, on an encoder-decoder those that it is to write; borrowed.
    /// </param>
    /// <returns><c>[batch, outputs]</c> or <c>[batch, tokens, outputs]</c>, owned by the caller.</returns>
    public virtual Tensor Head(Tensor features, Tensor ids) => Head(features);

    /// <summary>Computes the loss that training minimizes: the error of the task's logits, plus <see cref="RegularizationLoss"/>.</summary>
    /// <param name="features">What <see cref="Head(Tensor)"/> reads, under this task's plan.</param>
    /// <param name="targets">
    /// What the task shall predict, as its <see cref="TaskKind"/> writes it; the texts are the first dimension.
    /// </param>
    /// <param name="labelWeights">The weight of each label, <c>[labels]</c>; <see langword="null"/> if all count the same.</param>
    /// <returns>A scalar owned by the caller.</returns>
    public abstract Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights);

    /// <summary>Computes the task's logits, through the backbone and this task's adapters.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns><c>[batch, outputs]</c> or <c>[batch, tokens, outputs]</c>, owned by the caller.</returns>
    /// <exception cref="ObjectDisposedException">The task was disposed of.</exception>
    public Tensor Forward(TokenBatch batch) => Forward(batch, Plan);

    /// <summary>Computes the task's logits under another plan of this task alone, such as one that drops layers.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">The plan; borrowed.</param>
    /// <returns><c>[batch, outputs]</c> or <c>[batch, tokens, outputs]</c>, owned by the caller.</returns>
    /// <exception cref="ArgumentException">The plan was compiled for another number of rows.</exception>
    /// <exception cref="ObjectDisposedException">The task was disposed of.</exception>
    public Tensor Forward(TokenBatch batch, AdapterPlan plan)
    {
        using var used = TaskUse.Begin(Backbone, [this]);
        using var hidden = Backbone.Encode(batch, plan);
        if (ReadsTokens)
            return Head(hidden, batch.Output.Ids);

        using var pooled = Backbone.Pool(hidden, batch.Output);
        return Head(pooled, batch.Output.Ids);
    }

    /// <summary>Interprets logits.</summary>
    /// <param name="logits">The logits of some texts, <c>[texts, …]</c>; borrowed.</param>
    /// <param name="texts">The tokens of the same texts.</param>
    /// <returns>The prediction of each text.</returns>
    public IReadOnlyList<TaskPrediction> Interpret(Tensor logits, IReadOnlyList<TokenizedText> texts)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(texts);
        using var scope = NewDisposeScope();
        var values = logits.to(float64).cpu().data<double>().ToArray();
        var size = values.Length / texts.Count;
        return [.. texts.Select((text, index) =>
            Declaration.Kind.Interpret(Declaration.Labels, values.AsSpan(index * size, size), text))];
    }

    /// <summary>Returns the adapter at a site; <see langword="null"/> if the task has none.</summary>
    /// <param name="site">A site of the task's backbone.</param>
    public ResidualAdapter? AdapterAt(Site site) => adapters.GetValueOrDefault(site);

    /// <summary>Returns the adapter at a part of a product; <see langword="null"/> if the task has none.</summary>
    /// <param name="site">A part of a product of the task's backbone.</param>
    public ProjectionAdapter? AdapterAt(ProjectionSite site) => projections.GetValueOrDefault(site);

    /// <summary>Returns the adapter at an attention; <see langword="null"/> if the task has none.</summary>
    /// <param name="site">An attention of the task's backbone.</param>
    public MemoryAdapter? AdapterAt(MemorySite site) => memories.GetValueOrDefault(site);

    /// <summary>Returns the adapter at the embedded tokens; <see langword="null"/> if the task has none.</summary>
    /// <param name="site">The embedded tokens of the task's backbone.</param>
    public EntryAdapter? AdapterAt(EntrySite site) => entries.GetValueOrDefault(site);

    /// <summary>Returns what the adapters of a set share; <see langword="null"/> if they share nothing.</summary>
    /// <param name="set">One of the <see cref="AdapterConfig.Sets"/> of the task.</param>
    public SharedModule? FindShared(AdapterSet set) => builders.GetValueOrDefault(set)?.Shared;

    /// <summary>Returns the task's own copy of the norm at a site; <see langword="null"/> if it uses the backbone's.</summary>
    /// <param name="site">A site of the task's backbone.</param>
    public Module<Tensor, Tensor>? NormAt(Site site) => norms.GetValueOrDefault(site);

    /// <summary>
    /// Returns the task's own copy of the norm of a sub-layer's output; <see langword="null"/> if it uses the backbone's, or there is none.
    /// </summary>
    /// <param name="site">A site of the task's backbone.</param>
    public Module<Tensor, Tensor>? OutputNormAt(Site site) => outputNorms.GetValueOrDefault(site);

    /// <summary>
    /// Returns the trained part of the fusion at a site; <see langword="null"/> if the task has no fusion there, or a pruned one.
    /// </summary>
    /// <param name="site">A site of the task's backbone.</param>
    public FusionHead? FusionAt(Site site) => fusions.GetValueOrDefault(site);

    /// <summary>Computes the attention weights of the task's fusion.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns>The weights, owned by the caller; without sites for a task without a fusion.</returns>
    public FusionAttention FusionAttention(TokenBatch batch)
    {
        using var inference = inference_mode();
        var attention = new FusionAttention { SourceLayers = Backbone.Encoder.SourceLayers };
        using var observed = Backbone.Compile(PlanPurpose.Training, attention, this);
        Backbone.Encode(batch, observed).Dispose();
        return attention;
    }

    /// <summary>Ends training: no weight is trained any more, and <see cref="Plan"/> becomes one for inference.</summary>
    public void Freeze()
    {
        eval();
        foreach (var parameter in parameters())
            parameter.requires_grad = false;

        ReplacePlan(Backbone.Compile(PlanPurpose.Inference, probe: null, this));
    }

    /// <summary>Computes what the task adds to the loss in training besides the error of its logits.</summary>
    /// <returns>A scalar owned by the caller; <see langword="null"/> without regularization.</returns>
    public Tensor? RegularizationLoss()
    {
        using var scope = NewDisposeScope();
        var losses = fusions.Values.Select(fusion => fusion.RegularizationLoss()).OfType<Tensor>().ToList();
        return losses.Count == 0 ? null : losses.Aggregate((sum, loss) => sum + loss).MoveToOuterDisposeScope();
    }

    /// <summary>Adds the regularization loss to the error of the logits, the last step of <see cref="ComputeLoss"/>.</summary>
    /// <param name="error">The error, a scalar; borrowed.</param>
    /// <returns>A scalar: the sum, or <paramref name="error"/> itself without regularization.</returns>
    protected Tensor AddRegularization(Tensor error) => RegularizationLoss() is { } regularization ? error + regularization : error;

    AdapterPlacement ISiteTask.PlacementAt(Site site) => Config.FindSet(site)?.Placement ?? Config.Placement;

    bool IPlannedTask.TryEnter()
    {
        if (!uses.TryEnter())
            return false;

        foreach (var (index, member) in Config.Members.Index())
        {
            if (((IPlannedTask)member).TryEnter())
                continue;

            Exit(index);
            return false;
        }

        return true;
    }

    void IPlannedTask.Exit() => Exit(Config.Members.Count);

    SiteStep? IPlannedTask.CreateStep(Site site, PlanPurpose purpose, IFusionProbe? probe)
    {
        if (adapters.GetValueOrDefault(site) is { } adapter)
            return CreateStep(adapter, Config.FindSet(site)!.Placement, purpose);
        if (pruned.GetValueOrDefault(site) is { } products)
            return products.Fold(members!.At(site), site, probe);
        if (fusions.GetValueOrDefault(site) is not { } fusion)
            return null;

        return purpose == PlanPurpose.Inference
            ? PlacedFusion.Fold(fusion, members!.At(site), site, probe)
            : PlacedFusion.Create(fusion, members!.At(site), site, probe);
    }

    /// <summary>Copies the fusion of the task that this one was pruned from.</summary>
    internal void CopyFusionFrom(TaskAdapter whole)
    {
        foreach (var (site, head) in pruned)
            head.CopyFrom(whole.fusions[site], members!.At(site));

        using var frozen = no_grad();
        foreach (var (site, head) in fusions)
        {
            var weights = whole.fusions[site].named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
            foreach (var (key, weight) in head.named_parameters())
                weight.copy_(weights[key]);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            base.Dispose(disposing);
        else if (uses.Close())
            Release();
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        ReplacePlan(null);
    }

    private void Exit(int members)
    {
        foreach (var member in Config.Members.Take(members))
            ((IPlannedTask)member).Exit();

        if (uses.Exit())
            Release();
    }

    private void Release()
    {
        lock (planLock)
        {
            isReleased = true;
            ReplacePlan(null);
        }

        base.Dispose(true);
    }

    private void ReplacePlan(AdapterPlan? next)
    {
        lock (planLock)
        {
            plan?.Dispose();
            shortPlan?.Dispose();
            (plan, shortPlan) = (next, null);
        }
    }

    private static PlacedAdapter CreateStep(ResidualAdapter adapter, AdapterPlacement placement, PlanPurpose purpose) =>
        purpose == PlanPurpose.Inference && adapter.Fold() is { } folded
            ? new(folded, placement, owned: true)
            : new(adapter, placement);

    // A name with dots, such as attention.q, is a path.
    private static ModuleTree GetNode(ModuleTree layers, int layer, string name) =>
        name.Split('.').Aggregate(layers.GetChild(layer.ToString(CultureInfo.InvariantCulture)), (node, part) => node.GetChild(part));

    // The number of a set is its place in the configuration.
    private void AddShared()
    {
        var tree = new ModuleTree("shared");
        foreach (var (index, set) in Config.Sets.Index())
        {
            if (builders[set].Shared is { } shared)
                tree.register_module(index.ToString(CultureInfo.InvariantCulture), shared);
        }

        if (tree.children().Any())
            register_module("shared", tree);
    }

    private void AddProjection(ModuleTree tree, ProjectionSite site, AdapterSet set) => tree.register_module(
        "adapter", projections[site] = builders[set].Build(site, Backbone.Encoder.Projections[site.Projection]));

    private void AddMemory(ModuleTree tree, MemorySite site, AdapterSet set) =>
        tree.register_module("adapter", memories[site] = builders[set].Build(site));

    private void AddEntry(EntrySite site, AdapterSet set)
    {
        var tree = new ModuleTree(site.Name);
        tree.register_module("adapter", entries[site] = builders[set].Build(site));
        register_module(site.Name, tree);
    }

    private void AddSite(ModuleTree tree, Site site, AdapterSet set)
    {
        if (Config.Fusion is { } fusion)
            AddFusion(tree, site, fusion);
        else
            tree.register_module("adapter", adapters[site] = builders[set].Build(site));

        if (!set.TuneNorms)
            return;
        if (site.Point.Norm is { } norm)
            tree.register_module("norm", norms[site] = Norms.Of(norm).Copy());
        if (site.Point.OutputNorm is { } output)
            tree.register_module("output_norm", outputNorms[site] = Norms.Of(output).Copy());
    }

    private void AddFusion(ModuleTree tree, Site site, FusionConfig fusion)
    {
        var fused = members!.At(site);
        var options = fusion.Pruning is null ? fusion.Options : fusion.Options.For(fused.Count);
        if (fusion.Pruning is not null && PrunedHead.TryCreate(site.Point.Width, fused, options) is { } head)
            tree.register_module("fusion", pruned[site] = head);
        else
            tree.register_module("fusion", fusions[site] = new FusionHead(site.Point.Width, options));
    }

    private void RequireFusible()
    {
        if (Config is { Fusion: not null, Sets.Count: > 1 })
        {
            throw new TaskConfigException(
                $"Task '{Id}' fuses others and has adapters of its own. Give them to a task of their own, and stack the two.");
        }

        var names = Config.Fusion?.Setup.Names ?? [];
        foreach (var member in Config.Members.Where(member => names.Contains(member.Id)))
        {
            if (member.Config.Sets.FirstOrDefault(set => set.Variant.Kind != PlaceKind.Residual) is { } set)
            {
                throw new TaskConfigException(
                    $"Task '{Id}' cannot fuse '{member.Id}': adapters of variant '{set.Variant.Id}' are {set.Variant.Kind} adapters, "
                    + "but a fusion attends to adapters on the residual path.");
            }

            if (member.adapters.Values.FirstOrDefault(adapter => !adapter.IsAdditive) is { } replacing)
            {
                throw new TaskConfigException(
                    $"Task '{Id}' cannot fuse '{member.Id}': its {replacing.GetType().Name} norms what it is added to, but a fusion "
                    + "attends to changes alone.");
            }
        }
    }

    private void RequireReadable()
    {
        if (Declaration.Kind.Reading.ReadsImages == Backbone.Images is not null)
            return;

        throw new TaskConfigException(Backbone.Images is null
            ? $"Task '{Id}' reads images, but backbone '{Backbone.Id}' reads texts. Declare the task for one that reads images, such as "
                + "ViT."
            : $"Task '{Id}' reads texts, but backbone '{Backbone.Id}' reads images. Derive the task from ImageClassificationTask.");
    }

    private void RequireKnownPoints()
    {
        foreach (var set in Config.Sets)
            RequireKnown(set.Points ?? [], set.Drop, [set]);

        RequireKnown([], Config.Drop, Config.Sets);
    }

    private void RequireKnown(IReadOnlyList<string> points, DropSet drop, IReadOnlyList<AdapterSet> sets)
    {
        var known = sets.SelectMany(set => PointsFor(set.Variant)).Distinct().ToList();
        var named = points.Concat(drop.LayersByPoint.Keys.Where(point => point != DropSet.EveryPoint));
        if (named.FirstOrDefault(point => !known.Contains(point)) is { } unknown)
        {
            throw new TaskConfigException(
                $"Task '{Id}' names the insertion point '{unknown}', which backbone '{Backbone.Id}' lacks. Its points are: "
                + $"{string.Join(", ", known)}.");
        }
    }

    private IEnumerable<string> PointsFor(AdapterVariant variant) =>
        Backbone.Encoder.Places.Where(place => place.Kind == variant.Kind).Select(place => place.Name);

    private void RequireSeparatePlaces()
    {
        if (Backbone.Encoder.Places.FirstOrDefault(place => Config.Sets.Count(set => set.Covers(place)) > 1) is { } shared)
        {
            throw new TaskConfigException(
                $"Task '{Id}' has two adapters at '{shared}'. Give each set of adapters points of its own: a place has one adapter.");
        }
    }
}
