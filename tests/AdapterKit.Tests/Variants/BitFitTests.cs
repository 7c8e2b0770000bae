namespace AdapterKit.Tests;

/// <summary>BitFit adds to the bias of a product, merged or not.</summary>
public sealed class BitFitTests
{
    [Fact]
    public void It_adds_to_the_bias()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (linear, x) = (nn.Linear(7, 4), randn(2, 5, 7));
        var adapter = BitFitAdapter.Variant.CreateProjection(new AdapterShape(7, 4), new NoOptions());
        Tensors.AssertClose(adapter.Apply(linear.call(x), x), linear.call(x), 0, "a fresh one");
        var delta = adapter.get_parameter("delta")!.normal_(0, 1);
        var (weight, bias) = (linear.weight.clone(), linear.bias!.clone());

        Assert.True(adapter.TryMerge(weight, bias));
        Tensors.AssertClose(bias, linear.bias + delta, 0, "the merged bias");
        Tensors.AssertClose(adapter.Apply(linear.call(x), x), nn.functional.linear(x, weight, bias), 1e-6, "the product");
    }

    [Fact]
    public void With_those_of_the_norms_it_trains_every_bias_of_the_layers()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyBert.Load();
        using var task = AnyTask.Named("biases").On(backbone).Create(backbone, new AdapterConfig(
            new AdapterSet(BitFitAdapter.Variant),
            new AdapterSet(NormBiasAdapter.Variant) { Placement = AdapterPlacement.AfterNorm, TuneNorms = false }));
        using var batch = TokenBatch.Pad([[5, 6, 7, 8], [9, 10]], padId: 0);
        using (no_grad())
        {
            Tensors.AssertClose(backbone.Encode(batch, task.Plan), backbone.Encode(batch), 0, "fresh ones");
            foreach (var (_, delta) in task.named_parameters().Where(entry => entry.name.EndsWith(".delta", StringComparison.Ordinal)))
                delta.normal_(0, 0.3);
        }

        var adapted = backbone.Encode(batch, task.Plan);
        using var folded = backbone.Compile(task.Id, [task], PlanPurpose.Inference);
        using var frozen = no_grad();
        var merged = backbone.Encode(batch, folded);
        var biases = backbone.Encoder.parameters().Count(parameter => parameter.dim() == 1) - (2 * backbone.Encoder.Layers.Count);
        foreach (var site in backbone.Encoder.Sites)
            ((TorchSharp.Modules.LayerNorm)site.Point.Norm!).bias!.add_(task.AdapterAt(site)!.get_parameter("delta")!);
        foreach (var site in backbone.Encoder.ProjectionSites.Where(site => task.AdapterAt(site) is not null))
        {
            backbone.Encoder.Projections[site.Projection].bias!.narrow(0, site.Part.FirstRow, site.Part.Rows)
                .add_(task.AdapterAt(site)!.get_parameter("delta")!);
        }

        // Queries, keys and values have one bias.
        Assert.Equal(biases, task.named_parameters().Count(entry => entry.name.EndsWith(".delta", StringComparison.Ordinal)) - (2 * 4));
        Tensors.AssertClose(adapted, backbone.Encode(batch), 1e-5, "the model with other biases");
        Tensors.AssertClose(merged, adapted, 1e-5, "merged");
    }
}
