using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>A fusion with everything drawn at random: members, their widths, placement, numerics, knobs.</summary>
internal sealed record RandomFusion(int Width, AdapterPlacement Placement, FusionHead Head, IReadOnlyList<ResidualAdapter> Adapters, LayerNorm? LayerNorm)
{
    public static RandomFusion Of(Random any)
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
            ResidualBefore = any.Next(2) == 0,
            Temperature = any.Next(3) == 0,
            Dropout = any.Next(2) * 0.5,
        });
        head.eval();
        var activation = any.GetItems(Enum.GetValues<Activation>(), 1)[0];
        var adapters = Enumerable.Range(0, any.Next(1, 17)).Select(_ => (ResidualAdapter)new BottleneckAdapter(
            new AdapterShape(width),
            new BottleneckOptions { Bottleneck = any.Next(1, 9), Activation = activation, Scaling = any.Next(1, 4), LearnScaling = any.Next(2) == 0 })).ToList();
        foreach (var parameter in adapters.SelectMany(adapter => adapter.parameters()).Concat(head.parameters().Where(weight => weight.numel() > 1)))
            nn.init.normal_(parameter, 0, 0.15);

        var norm = any.Next(2) == 0 ? nn.LayerNorm(width) : null;
        return new RandomFusion(width, any.GetItems(Enum.GetValues<AdapterPlacement>(), 1)[0], head, adapters, norm);
    }

    public Tensor Norm(Tensor x) => LayerNorm?.call(x) ?? x;

    public SiteStep Live(bool frozen)
    {
        foreach (var parameter in Adapters.SelectMany(adapter => adapter.parameters()))
            parameter.requires_grad = !frozen;

        var members = Adapters.Select((adapter, index) => new FusionMember($"member{index}", [new PlacedAdapter(adapter, Placement)]));
        var site = new Site(0, new InsertionPoint("point", Width, LayerNorm, NormPlacement.Post));
        return new PlacedFusion(Head, [.. members], site, probe: null);
    }

    /// <summary>An adapter of the same placement, to stand above the fusion.</summary>
    public SiteStep Above() => new PlacedAdapter(Adapters[0], Placement);

    public Tensor Run(SiteStep step, Tensor h, Tensor a, params SiteStep[] above)
    {
        using (step)
        {
            var copies = (H: h.clone(), A: a.clone());
            var result = new StackedSite(NormPlacement.Post, LayerNorm, [step, .. above]).After(h, a);
            Assert.True(h.equal(copies.H).all().ToBoolean() && a.equal(copies.A).all().ToBoolean(), "what entered the site was changed");
            return result;
        }
    }

    public override string ToString() => $"{Adapters.Count} members of {Width}, {Placement}, {(LayerNorm is null ? "no norm" : "norm")}, {Head.Options}";
}
