namespace AdapterKit.Tests;

/// <summary>BitFit trains copies of biases, merged or not.</summary>
public sealed class BitFitTests
{
    public static TheoryData<AdapterVariant> Variants => [BitFitAdapter.Variant, BitFitLoraAdapter.Variant];

    [Theory]
    [MemberData(nameof(Variants))]
    public void It_replaces_the_bias(AdapterVariant variant)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (linear, x) = (nn.Linear(7, 4), randn(2, 5, 7));
        var shape = new AdapterShape(7, 4) { Bias = () => linear.bias!.detach() };
        var adapter = variant.CreateProjection(shape, variant.Defaults);
        Tensors.AssertClose(adapter.Apply(linear.call(x), x), linear.call(x), 0, "a fresh one");
        foreach (var parameter in adapter.parameters())
            parameter.normal_(0, 1);

        var (weight, bias) = (linear.weight.clone(), linear.bias!.clone());
        var weights = adapter.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        var change = weights.TryGetValue("a.weight", out var a) ? weights["b.weight"].mm(a) : zeros(4, 7);

        Assert.True(adapter.TryMerge(weight, bias));
        Tensors.AssertClose(weight, linear.weight + change, 1e-5, "the merged weight");
        Tensors.AssertClose(bias, weights["bias"], 1e-6, "the merged bias");
        Tensors.AssertClose(adapter.Apply(linear.call(x), x), nn.functional.linear(x, weight, bias), 1e-5, "the product");
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Where_there_is_no_bias_it_starts_at_zero(AdapterVariant variant)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (linear, x) = (nn.Linear(7, 4, hasBias: false), randn(2, 5, 7));
        var adapter = variant.CreateProjection(new AdapterShape(7, 4), variant.Defaults);
        Tensors.AssertClose(adapter.Apply(linear.call(x), x), linear.call(x), 0, "a fresh one");
        var bias = adapter.get_parameter("bias")!.normal_(0, 1);

        Tensors.AssertClose(adapter.Apply(linear.call(x), x), nn.functional.linear(x, linear.weight, bias), 1e-6, "the product");
    }

    [Fact]
    public void Two_biases_of_one_product_are_refused()
    {
        using var backbone = TinyBert.Load();
        var config = new AdapterConfig(BitFitLoraAdapter.Variant) { Options = new LoraOptions { HasBias = true } };

        Assert.Contains(
            nameof(LoraOptions.HasBias),
            Assert.Throws<TaskConfigException>(() => AnyTask.Named("biases").On(backbone).Create(backbone, config).Dispose()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void With_those_of_the_norms_it_trains_every_bias_of_the_model()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyBert.Load();
        using var task = AnyTask.Named("biases").On(backbone).Create(backbone, new AdapterConfig(
            new AdapterSet(BitFitAdapter.Variant),
            new AdapterSet(NormBiasAdapter.Variant) { Placement = AdapterPlacement.AfterNorm, TuneNorms = false },
            new AdapterSet(EmbeddingBiasAdapter.Variant)));
        using var batch = TokenBatch.Pad([[5, 6, 7, 8], [9, 10]], padId: 0);
        using (no_grad())
        {
            Tensors.AssertClose(backbone.Encode(batch, task.Plan), backbone.Encode(batch), 0, "fresh ones");
            foreach (var (_, bias) in task.named_parameters().Where(IsCopy))
                bias.normal_(0, 0.3);
        }

        var adapted = backbone.Encode(batch, task.Plan);
        using var folded = backbone.Compile(task.Id, [task], PlanPurpose.Inference);
        using var frozen = no_grad();
        var merged = backbone.Encode(batch, folded);
        ((TorchSharp.Modules.LayerNorm)backbone.Tables!.Norm!).bias!.copy_(
            task.AdapterAt(backbone.Encoder.EntrySites[0])!.get_parameter("bias")!);
        foreach (var site in backbone.Encoder.Sites)
            ((TorchSharp.Modules.LayerNorm)site.Point.Norm!).bias!.copy_(task.AdapterAt(site)!.get_parameter("bias")!);
        foreach (var site in backbone.Encoder.ProjectionSites.Where(site => task.AdapterAt(site) is not null))
        {
            backbone.Encoder.Projections[site.Projection].bias!.narrow(0, site.Part.FirstRow, site.Part.Rows)
                .copy_(task.AdapterAt(site)!.get_parameter("bias")!);
        }

        // Queries, keys and values have one bias; the norm of the embeddings is not a part of the layers.
        var biases = backbone.Encoder.parameters().Count(parameter => parameter.dim() == 1) - (2 * backbone.Encoder.Layers.Count) + 1;
        Assert.Equal(biases, task.named_parameters().Count(IsCopy) - (2 * backbone.Encoder.Layers.Count));
        Tensors.AssertClose(merged, adapted, 1e-5, "merged");
        Tensors.AssertClose(adapted, backbone.Encode(batch), 1e-5, "the model with other biases");

        static bool IsCopy((string Name, TorchSharp.Modules.Parameter Weight) entry) =>
            entry.Name.EndsWith(".adapter.bias", StringComparison.Ordinal);
    }
}
