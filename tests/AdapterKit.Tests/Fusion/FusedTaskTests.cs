namespace AdapterKit.Tests;

/// <summary>Where a fusion sits when its members sit in different places, and how it finds them.</summary>
public sealed class FusedTaskTests : IDisposable
{
    private readonly BertModel backbone = TinyBert.Load();
    private readonly List<TaskAdapter> sources = [];

    public void Dispose()
    {
        foreach (var source in sources)
            source.Dispose();

        backbone.Dispose();
    }

    [Fact]
    public void A_member_without_an_adapter_in_a_layer_is_left_out_of_that_layers_softmax()
    {
        Add("low", drop: "2..3");
        Add("high", drop: "0,2..3");
        using var fused = Fuse("low", "high");
        using var batch = TokenBatch.Pad([[5, 6, 7]], padId: 0);
        using var attention = fused.FusionAttention(batch);

        Assert.Equal([0, 0, 1, 1], attention.Sites.Select(site => site.Layer));
        Assert.All(attention.Sites.Where(site => site.Layer == 0), site =>
        {
            using var alone = attention.At(site, "low");
            Assert.Null(attention.At(site, "high"));
            Assert.All(alone!.data<float>(), weight => Assert.Equal(1, weight));
        });
        Assert.DoesNotContain(fused.named_parameters(), entry => entry.name.StartsWith("layers.2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dropped_layer_has_no_fusion_and_a_dropped_fusion_leaves_the_backbone_bit_equal()
    {
        Add("one");
        Add("two");
        using var fused = Fuse("one", "two", DropSet.None.With(LayerSet.Parse("0..3")));
        using var batch = TokenBatch.Pad([[5, 6, 7]], padId: 0);
        using var bare = backbone.Encode(batch);
        using var mixed = backbone.Encode(batch, fused.Plan);

        Assert.True(bare.equal(mixed).all().ToBoolean());
        Assert.All(fused.named_parameters(), entry => Assert.StartsWith("head.", entry.name, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_exact_though_one_begins_with_another()
    {
        Add("news");
        Add("newsletter");
        Add("other");
        using var fused = Fuse("newsletter", "other");

        Assert.DoesNotContain("news", fused.Config.Fusion!.Setup.Names);
        Assert.Contains("'letter'", Assert.Throws<ArgumentException>(() => Fuse("letter", "other")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_see_different_inputs_cannot_be_mixed()
    {
        Add("before", placement: AdapterPlacement.Sequential);
        Add("after", placement: AdapterPlacement.AfterNorm);

        var error = Assert.Throws<ArgumentException>(() => Fuse("before", "after"));

        Assert.Contains("Sequential, AfterNorm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_temperature_falls_in_training_alone_and_travels_with_the_weights()
    {
        Add("one");
        Add("two");
        using var fused = Fuse("one", "two", options: new FusionOptions { Temperature = true });
        using var batch = TokenBatch.Pad([[5, 6, 7]], padId: 0);
        var head = backbone.Encoder.Sites.Select(fused.FusionAt).OfType<FusionHead>().First();
        fused.eval();
        backbone.Encode(batch, fused.Plan).Dispose();
        Assert.Equal(50, head.Temperature!.ToDouble(), 1e-6);
        fused.train();
        backbone.Encode(batch, fused.Plan).Dispose();
        Assert.Equal(49.95, head.Temperature!.ToDouble(), 1e-4);
        Assert.Contains(fused.named_parameters(), entry => entry.name.EndsWith("fusion.temperature", StringComparison.Ordinal));
    }

    private void Add(string name, string? drop = null, AdapterPlacement placement = AdapterPlacement.Sequential) =>
        sources.Add(AnyTask.Named(name).Create(backbone, new AdapterConfig(BottleneckAdapter.Variant)
        {
            Placement = placement,
            Drop = drop is null ? DropSet.None : DropSet.None.With(LayerSet.Parse(drop)),
        }));

    private TaskAdapter Fuse(string first, string second, DropSet? drop = null, FusionOptions? options = null) =>
        AnyTask.Declared.Create(
            backbone,
            sources,
            AdapterConfig.Fused(new FusionConfig(Setup.Fuse(first, second)) { Options = options ?? new() }) with
            {
                Drop = drop ?? DropSet.None,
            });
}
