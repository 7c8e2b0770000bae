using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>A fusion with everything drawn at random: members, their widths, placement, numerics, knobs.</summary>
internal sealed record RandomFusion(
    int Width, AdapterPlacement Placement, FusionHead Head, IReadOnlyList<ResidualAdapter> Adapters, LayerNorm? LayerNorm)
{
    public static RandomFusion Draw(Random any)
    {
        var width = any.Next(1, 5) * 16;
        var numerics = any.Next(2) == 0 ? FusionNumerics.AdapterHub : FusionNumerics.ScaledDotProduct;
        var head = new FusionHead(width, new FusionOptions
        {
            Numerics = numerics,
            Query = any.Next(4) > 0,
            Key = any.Next(4) > 0,
            Value = any.Next(4) > 0,
            QueryBeforeNorm = any.Next(2) == 0,
            ResidualThroughValue = any.Next(2) == 0,
            Temperature = any.Next(3) == 0,
            Dropout = any.Next(2) * 0.5,
        });
        head.eval();
        var activation = any.GetItems(Enum.GetValues<Activation>(), 1)[0];
        var adapters = Enumerable.Range(0, any.Next(1, 17)).Select(_ => (ResidualAdapter)new BottleneckAdapter(
            new AdapterShape(width),
            new BottleneckOptions
            {
                Bottleneck = any.Next(1, 9),
                Activation = activation,
                Scaling = any.Next(1, 4),
                LearnScaling = any.Next(2) == 0,
            })).ToList();
        foreach (var parameter in adapters.SelectMany(adapter => adapter.parameters()).Concat(
            head.parameters().Where(weight => weight.numel() > 1)))
            nn.init.normal_(parameter, 0, 0.15);

        var norm = any.Next(2) == 0 ? nn.LayerNorm(width) : null;
        return new RandomFusion(width, any.GetItems(Enum.GetValues<AdapterPlacement>(), 1)[0], head, adapters, norm);
    }

    public Tensor Norm(Tensor x) => LayerNorm?.call(x) ?? x;

    /// <summary>The step for training.</summary>
    public SiteStep Live(bool frozen) => PlacedFusion.Create(Head, Members(frozen), Site, probe: null);

    /// <summary>The step for inference.</summary>
    public SiteStep Folded(bool frozen) => PlacedFusion.Fold(Head, Members(frozen), Site, probe: null);

    /// <summary>An adapter of the same placement, to stand above the fusion.</summary>
    public SiteStep Above() => new PlacedAdapter(Adapters[0], Placement);

    public Tensor Run(SiteStep step, Tensor h, Tensor a, params SiteStep[] above)
    {
        using (step)
        {
            var copies = (H: h.clone(), A: a.clone());
            var result = new StackedSite(new(NormPlacement.Post, LayerNorm), [step, .. above]).After(h, a, tokens: null);
            Assert.True(h.equal(copies.H).all().ToBoolean() && a.equal(copies.A).all().ToBoolean(), "what entered the site was changed");
            return result;
        }
    }

    private Site Site => new(0, new InsertionPoint("point", Width, LayerNorm, NormPlacement.Post));

    private List<FusionMember> Members(bool frozen)
    {
        foreach (var parameter in Adapters.SelectMany(adapter => adapter.parameters()))
            parameter.requires_grad = !frozen;

        return [.. Adapters.Select((adapter, index) => new FusionMember($"member{index}", [new PlacedAdapter(adapter, Placement)]))];
    }

    public override string ToString() =>
        $"{Adapters.Count} members of {Width}, {Placement}, {(LayerNorm is null ? "no norm" : "norm")}, {Head.Options}";
}
