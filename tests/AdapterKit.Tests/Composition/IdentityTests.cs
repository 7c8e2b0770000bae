namespace AdapterKit.Tests;

/// <summary>A fresh adapter changes nothing at all, wherever it sits.</summary>
public sealed class IdentityTests
{
    public static TheoryData<AdapterVariant> ProjectionVariants => [LoraAdapter.Variant, Ia3Adapter.Variant];

    [Theory]
    [InlineData(AdapterPlacement.Sequential)]
    [InlineData(AdapterPlacement.AfterNorm)]
    [InlineData(AdapterPlacement.Pfeiffer)]
    [InlineData(AdapterPlacement.Parallel)]
    public void A_zero_up_projection_leaves_the_backbone_bit_equal(AdapterPlacement placement)
    {
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, new AdapterConfig(BottleneckAdapter.Variant) { Placement = placement });
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9], [10, 11, 12]], padId: 0);
        using var inference = inference_mode();
        using var bare = backbone.Encode(batch);
        using var adapted = backbone.Encode(batch, task.Plan);

        Assert.True(bare.equal(adapted).all().ToBoolean());
    }

    [Theory]
    [MemberData(nameof(ProjectionVariants))]
    public void A_fresh_adapter_at_a_product_leaves_the_backbone_bit_equal(AdapterVariant variant)
    {
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, new AdapterConfig(variant));
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9], [10, 11, 12]], padId: 0);
        using var inference = inference_mode();
        using var bare = backbone.Encode(batch);
        using var adapted = backbone.Encode(batch, task.Plan);
        task.Freeze();
        using var merged = backbone.Encode(batch, task.Plan);

        Assert.True(bare.equal(adapted).all().ToBoolean());
        Assert.True(bare.equal(merged).all().ToBoolean());
    }

    [Fact]
    public void Dropping_every_layer_leaves_the_backbone_bit_equal_and_no_parameter_but_the_head()
    {
        using var backbone = TinyBert.Load();
        var everything = DropSet.None.With(LayerSet.Parse("0..3"));
        using var task = new AnyTask(backbone, new AdapterConfig(BottleneckAdapter.Variant) { Drop = everything });
        using var batch = TokenBatch.Pad([[5, 6, 7]], padId: 0);
        using var bare = backbone.Encode(batch);
        using var adapted = backbone.Encode(batch, task.Plan);

        Assert.True(bare.equal(adapted).all().ToBoolean());
        Assert.All(task.named_parameters(), entry => Assert.StartsWith("head.", entry.name, StringComparison.Ordinal));
    }
}
