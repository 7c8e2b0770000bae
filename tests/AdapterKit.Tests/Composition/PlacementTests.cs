using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace AdapterKit.Tests;

/// <summary>Each placement computes its own formula, with the task's own norm where it has one.</summary>
public sealed class PlacementTests
{
    [Theory]
    [InlineData(AdapterPlacement.Sequential)]
    [InlineData(AdapterPlacement.AfterNorm)]
    [InlineData(AdapterPlacement.Pfeiffer)]
    [InlineData(AdapterPlacement.Parallel)]
    public void A_site_computes_the_formula_of_its_placement(AdapterPlacement placement)
    {
        manual_seed(1);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var norm = LayerNorm(8);
        var adapter = new BottleneckAdapter(new AdapterShape(8), new BottleneckOptions { Bottleneck = 3, Scaling = 2 });
        foreach (var weight in norm.parameters().Concat(adapter.parameters()))
            init.normal_(weight, 0, 0.5);

        var (h, a) = (randn(2, 3, 8), randn(2, 3, 8));
        var expected = placement switch
        {
            AdapterPlacement.Sequential => norm.call(h + Delta(h) + a),
            AdapterPlacement.AfterNorm => norm.call(h + a) + Delta(norm.call(h + a)),
            AdapterPlacement.Pfeiffer => norm.call(h + Delta(norm.call(h + a)) + a),
            _ => norm.call(h + Delta(a) + a),
        };
        using var site = new StackedSite(new(NormPlacement.Post, norm), [new PlacedAdapter(adapter, placement)]);

        Tensors.AssertClose(site.After(h, a, tokens: null), expected, 1e-5, $"{placement}");

        // By the definition in Houlsby et al. 2019, §2.1, with the scale s = 2.
        Tensor Delta(Tensor x)
        {
            var (down, up) = (((IBottleneck)adapter).Down, ((IBottleneck)adapter).Up);
            var units = functional.relu(x.matmul(down.weight.t()) + down.bias!);
            return 2 * (units.matmul(up.weight.t()) + up.bias!);
        }
    }

    [Theory]
    [InlineData(NormPlacement.Post)]
    [InlineData(NormPlacement.Pre)]
    public void A_tasks_own_norms_replace_the_backbones(NormPlacement placement)
    {
        using var scope = NewDisposeScope();
        using Backbone backbone = placement == NormPlacement.Pre ? new PreNormBackbone() : TinyBert.Load();
        using var tuned = AnyTask.Declared.On(backbone).Create(backbone, AnyTask.Declared.Config);
        using var batch = TokenBatch.Pad([[5, 6, 7]], padId: 0);
        using var frozen = no_grad();
        var site = backbone.Encoder.Sites[1];
        var bare = backbone.Encode(batch);
        Tensors.AssertClose(backbone.Encode(batch, tuned.Plan), bare, 0, "fresh copies of the norms");
        ((LayerNorm)tuned.NormAt(site)!).bias!.add_(1);
        var changed = backbone.Encode(batch, tuned.Plan);

        Assert.True(Tensors.Distance(changed, bare) > 0.01, "The task's own norm has no influence.");
        ((LayerNorm)site.Point.Norm!).bias!.add_(1);
        Tensors.AssertClose(changed, backbone.Encode(batch), 1e-5, "the backbone with the same norm");
    }

    /// <summary>The adapter acts on the normalized output: x + LN'(F(LN(x))) + Δ, by its placement.</summary>
    [Theory]
    [InlineData(AdapterPlacement.Sequential)]
    [InlineData(AdapterPlacement.AfterNorm)]
    [InlineData(AdapterPlacement.Pfeiffer)]
    [InlineData(AdapterPlacement.Parallel)]
    public void A_norm_of_the_output_comes_before_the_sum(AdapterPlacement placement)
    {
        manual_seed(1);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var backbone = new PreNormBackbone(isSandwich: true);
        using var task = AnyTask.Named("a").Create(
            backbone, new AdapterConfig(BottleneckAdapter.Variant) { Placement = placement, Points = ["feed_forward"] });
        foreach (var parameter in task.parameters().Concat(backbone.Encoder.parameters()))
            init.normal_(parameter, 0, 0.3);

        using var batch = TokenBatch.Pad([[5, 6, 7]], padId: 0);
        using var pass = new BarePass(backbone.Encoder.Sites, batch, ScalarType.Float32);
        var expected = backbone.Embed(batch);
        foreach (var (layer, site) in backbone.Encoder.Layers.Zip(backbone.Encoder.Sites.Where(site => site.Point.Name == "feed_forward")))
        {
            var parts = layer.named_children().ToDictionary(child => child.name, child => child.module);
            var attended = ((SelfAttention)parts["attention"]).call(((LayerNorm)parts["attentionNorm"]).call(expected), pass);
            var output = attended / (attended.square().mean([-1], keepdim: true) + 1e-6).sqrt();
            expected += output * (((RmsNorm)parts["attentionOutputNorm"]).Scale + 1);
            var own = (LayerNorm)task.OutputNormAt(site)!;
            var h = own.call(((FeedForward)parts["feedForward"]).call(expected, pass));
            var adapter = (BottleneckAdapter)task.AdapterAt(site)!;
            expected = placement switch
            {
                AdapterPlacement.Sequential => h + adapter.Delta(h) + expected,
                AdapterPlacement.Parallel => h + adapter.Delta(expected) + expected,
                _ => h + expected + adapter.Delta(h + expected),
            };
        }

        task.eval();
        Tensors.AssertClose(backbone.Encode(batch, task.Plan), expected, 1e-4, "an unfolded plan");
        using var folded = backbone.Compile("a", [task], PlanPurpose.Inference);
        Tensors.AssertClose(backbone.Encode(batch, folded), expected, 1e-4, "a folded plan");
        Assert.Contains(task.named_parameters(), entry => entry.name.EndsWith("feed_forward.output_norm.weight", StringComparison.Ordinal));
        Assert.Null(task.NormAt(backbone.Encoder.Sites[1]));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(0.5, true)]
    public void Scaling_multiplies(double value, bool learned)
    {
        using var scope = NewDisposeScope();
        using var scaling = new Scaling(value, learned);
        var x = tensor(new float[] { 1, -2, 3 });

        Tensors.AssertClose(scaling.call(x), tensor(new[] { (float)value, -2 * (float)value, 3 * (float)value }), 1e-6, "forward");
        Tensors.AssertClose(scaling.Take(x.clone()), x * value, 1e-6, "in place");
    }

    [Fact]
    public void A_head_adds_its_bias()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var head = new TaskHead(4, 3);
        head.eval();
        var weights = head.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        init.normal_(weights["norm.weight"]);
        init.normal_(weights["norm.bias"]);
        init.normal_(weights["output.bias"]);
        var x = randn(2, 4);
        var mean = x.mean([-1], keepdim: true);
        var normed = (x - mean) / ((x - mean).square().mean([-1], keepdim: true) + 1e-5).sqrt();
        var expected = ((normed * weights["norm.weight"]) + weights["norm.bias"])
            .matmul(weights["output.weight"].t()) + weights["output.bias"];

        Tensors.AssertClose(head.call(x), expected, 1e-5, "the logits");
    }
}
