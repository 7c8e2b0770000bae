using System.Globalization;
using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>One task on one backbone: adapters by site, its own copies of the norms it tunes, and a head.</summary>
/// <remarks>
/// A module tree of its own that the backbone knows nothing of. Its keys are <c>layers.0.attention.adapter.…</c>,
/// <c>layers.0.attention.norm.…</c> and <c>head.…</c>. It borrows the backbone and does not dispose of it.
/// </remarks>
public abstract class TaskAdapter : nn.Module
{
    private readonly Dictionary<Site, ResidualAdapter> adapters = [];
    private readonly Dictionary<Site, LayerNorm> norms = [];
    private readonly Dictionary<Site, FusionHead> fusions = [];
    private readonly Dictionary<Site, PrunedHead> pruned = [];
    private readonly FusionMembers? members;
    private AdapterPlan? plan;

    /// <summary>Builds adapters and norms for every site that the configuration covers.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone to fit; borrowed.</param>
    /// <param name="config">The adapters.</param>
    /// <exception cref="ArgumentException">The configuration names an insertion point that the backbone lacks.</exception>
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
        RejectUnknownPoints();
        members = FusionMembers.Of(this);
        var layers = new ModuleTree("layers");
        foreach (var site in backbone.Encoder.Sites.Where(site => config.Covers(site) && members?.At(site).Count != 0))
            AddSite(layers.Child(site.Layer.ToString(CultureInfo.InvariantCulture)).Child(site.Point.Name), site);

        register_module("layers", layers);
    }

    /// <summary>What is known of the task without a backbone.</summary>
    public TaskDeclaration Declaration { get; }

    /// <summary>The task's name.</summary>
    public string Id => Declaration.Id;

    /// <summary>The backbone it runs on; borrowed.</summary>
    public Backbone Backbone { get; }

    /// <summary>The SHA-256 of its weights in the bundle that it was loaded from or saved to last; <see langword="null"/> before that.</summary>
    public string? WeightsHash { get; internal set; }

    /// <summary>The adapters it was built with.</summary>
    public AdapterConfig Config { get; }

    /// <summary>This task alone on its backbone.</summary>
    public AdapterPlan Plan => plan ??= Backbone.Plan(this);

    /// <summary>The task's answer to summed-up texts.</summary>
    /// <param name="features">What <see cref="Backbone.Pool"/> returned under this task's plan, <c>[batch, width]</c>.</param>
    /// <returns><c>[batch, outputs]</c></returns>
    public abstract Tensor Head(Tensor features);

    /// <summary>The task's answer to texts, through the backbone and this task's adapters.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns><c>[batch, outputs]</c></returns>
    public Tensor Run(TokenBatch batch)
    {
        using var features = Backbone.Features(batch, Plan);
        return Head(features);
    }

    /// <summary>The adapter at a site; <see langword="null"/> where the task has none.</summary>
    /// <param name="site">A site of the task's backbone.</param>
    public ResidualAdapter? AdapterAt(Site site) => adapters.GetValueOrDefault(site);

    /// <summary>The task's own copy of the norm at a site; <see langword="null"/> where it uses the backbone's.</summary>
    /// <param name="site">A site of the task's backbone.</param>
    public LayerNorm? NormAt(Site site) => norms.GetValueOrDefault(site);

    /// <summary>The trained part of the fusion at a site; <see langword="null"/> where the task mixes nothing, or pruning left products in its place.</summary>
    /// <param name="site">A site of the task's backbone.</param>
    public FusionHead? FusionAt(Site site) => fusions.GetValueOrDefault(site);

    /// <summary>This task alone on its backbone, for inference with the weights as they are now.</summary>
    /// <param name="probe">Told what fusions attend to.</param>
    /// <returns>A plan of the caller's own.</returns>
    public AdapterPlan Fold(IFusionProbe? probe = null)
    {
        using var live = AdapterPlan.Compile(Backbone.Encoder.Sites, [this], probe);
        return live.Fold();
    }

    /// <summary>How the task's fusion weighs its members for the given texts.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns>The weights, the caller's own; without sites for a task that mixes nothing.</returns>
    public FusionAttention Attend(TokenBatch batch)
    {
        using var inference = inference_mode();
        var attention = new FusionAttention();
        using var observed = AdapterPlan.Compile(Backbone.Encoder.Sites, [this], attention);
        Backbone.Encode(batch, observed).Dispose();
        return attention;
    }

    /// <summary>From here on, <see cref="Plan"/> is one for inference alone, and no weight is trained any more.</summary>
    public void Freeze()
    {
        eval();
        foreach (var parameter in parameters())
            parameter.requires_grad = false;

        Replace(Fold());
    }

    /// <summary>What the task adds to the loss besides the error of its answers.</summary>
    /// <returns>A scalar of the caller's own; <see langword="null"/> for nothing.</returns>
    public Tensor? Penalty()
    {
        using var scope = NewDisposeScope();
        var penalties = fusions.Values.Select(fusion => fusion.Penalty()).OfType<Tensor>().ToList();
        return penalties.Count == 0 ? null : penalties.Aggregate((sum, penalty) => sum + penalty).MoveToOuterDisposeScope();
    }

    internal SiteStep? StepAt(Site site, IFusionProbe? probe) =>
        adapters.GetValueOrDefault(site) is { } adapter ? new PlacedAdapter(adapter, Config.Placement)
        : fusions.GetValueOrDefault(site) is { } fusion ? new PlacedFusion(fusion, members!.At(site), site, probe)
        : pruned.GetValueOrDefault(site) is { } head ? head.Place(members!.At(site), site, probe)
        : null;

    /// <summary>Takes over the fusion of the task that this one was pruned from.</summary>
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
    protected override void RegisterComponents()
    {
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Replace(null);

        base.Dispose(disposing);
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        Components.Move(this, dtype, device, non_blocking);
        Replace(null);
    }

    private void Replace(AdapterPlan? next)
    {
        plan?.Dispose();
        plan = next;
    }

    private void AddSite(ModuleTree tree, Site site)
    {
        if (Config.Fusion is { } fusion)
            AddFusion(tree, site, fusion);
        else
            tree.register_module("adapter", adapters[site] = Config.Variant.Create(new AdapterShape(site.Point.Width), Config.Options));

        if (!Config.TuneNorms || site.Point.Norm is not { } norm)
            return;

        norms[site] = Copy(norm);
        tree.register_module("norm", norms[site]);
    }

    private void AddFusion(ModuleTree tree, Site site, FusionConfig fusion)
    {
        var mixed = members!.At(site);
        var options = fusion.Pruning is null ? fusion.Options : fusion.Options.For(mixed.Count);
        if (fusion.Pruning is not null && PrunedHead.TryCreate(site.Point.Width, mixed, options) is { } head)
            tree.register_module("fusion", pruned[site] = head);
        else
            tree.register_module("fusion", fusions[site] = new FusionHead(site.Point.Width, options));
    }

    private static LayerNorm Copy(LayerNorm norm)
    {
        using var frozen = no_grad();
        var copy = LayerNorm(norm.normalized_shape, norm.eps, norm.elementwise_affine, norm.bias is not null, norm.weight.device, norm.weight.dtype);
        copy.weight.copy_(norm.weight);
        if (norm.bias is not null)
            copy.bias!.copy_(norm.bias);

        return copy;
    }

    private void RejectUnknownPoints()
    {
        var known = Backbone.Encoder.Sites.Select(site => site.Point.Name).Distinct().ToList();
        var asked = (Config.Points ?? []).Concat(Config.Drop.LayersByPoint.Keys.Where(point => point != DropSet.EveryPoint));
        if (asked.FirstOrDefault(point => !known.Contains(point)) is { } unknown)
        {
            throw new ArgumentException(
                $"Task '{Id}' names the insertion point '{unknown}', which backbone '{Backbone.Id}' lacks. It has: {string.Join(", ", known)}.");
        }
    }
}
