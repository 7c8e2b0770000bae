namespace AdapterKit.Tests;

/// <summary>What a bottleneck does in training alone, and what no golden covers.</summary>
public sealed class ExtendedBottleneckTests
{
    private const int Width = 8;

    [Fact]
    public void Without_options_it_is_a_bottleneck()
    {
        using var scope = NewDisposeScope();
        var (plain, extended, h) = (
            Fill(BottleneckAdapter.Variant.Create(new(Width), new BottleneckOptions { Bottleneck = 3, Scaling = 2 })),
            Fill(ExtendedBottleneckAdapter.Variant.Create(new(Width), new ExtendedBottleneckOptions { Bottleneck = 3, Scaling = 2 })),
            randn(2, 3, Width));

        Tensors.AssertClose(extended.Delta(h), plain.Delta(h), 1e-6, "the change");
    }

    [Fact]
    public void Channels_start_at_one_and_scale_the_change()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var adapter = Fill(ExtendedBottleneckAdapter.Variant.Create(
            new(Width), new ExtendedBottleneckOptions { Bottleneck = 3, ScaleChannels = true }));
        var (h, channels) = (randn(2, 3, Width), adapter.get_parameter("channels")!);
        channels.fill_(1);
        var whole = adapter.Delta(h);
        channels.copy_(arange(Width, dtype: float32));

        Tensors.AssertClose(adapter.Delta(h), whole * arange(Width), 1e-5, "the change");
        Assert.Equal(1, ExtendedBottleneckAdapter.Variant.Create(new(Width), new ExtendedBottleneckOptions { ScaleChannels = true })
            .get_parameter("channels")!.min().ToDouble());
    }

    [Fact]
    public void Stochastic_depth_leaves_out_whole_texts_in_training_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var adapter = Fill(ExtendedBottleneckAdapter.Variant.Create(
            new(Width), new ExtendedBottleneckOptions { Bottleneck = 3, StochasticDepth = 0.5 }));
        var h = randn(64, 3, Width);
        adapter.eval();
        var whole = adapter.Delta(h);
        adapter.train();
        var drawn = adapter.Delta(h);
        var kept = drawn.abs().amax([1, 2]) > 0;

        Assert.InRange(kept.sum().ToInt64(), 16, 48);
        Tensors.AssertClose(drawn[kept], whole[kept] * 2, 1e-5, "texts that are kept count double");
    }

    [Fact]
    public void Dropout_sets_units_to_zero_in_training_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var adapter = Fill(ExtendedBottleneckAdapter.Variant.Create(
            new(Width), new ExtendedBottleneckOptions { Bottleneck = 3, Dropout = 0.5 }));
        var h = randn(4, 3, Width);
        adapter.eval();
        Tensors.AssertClose(adapter.Delta(h), adapter.Delta(h), 0, "without dropout");
        adapter.train();

        Assert.True((adapter.Delta(h) - adapter.Delta(h)).abs().max().ToDouble() > 1e-3);
    }

    [Fact]
    public void A_norm_of_the_sum_sees_the_output_of_the_sub_layer_and_not_the_residual()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var adapter = Fill(ExtendedBottleneckAdapter.Variant.Create(
            new(Width), new ExtendedBottleneckOptions { Bottleneck = 3, NormAfter = NormAfter.Sum }));
        var (h, a, norm) = (randn(2, 3, Width), randn(2, 3, Width), nn.LayerNorm(Width));
        using var site = new StackedSite(new(NormPlacement.Post, norm), [new PlacedAdapter(adapter, AdapterPlacement.Sequential)]);
        var own = nn.functional.layer_norm(
            h + adapter.Delta(h), [Width], adapter.get_parameter("after.weight"), adapter.get_parameter("after.bias"));

        Tensors.AssertClose(site.After(h, a, tokens: null), norm.call(own + a), 1e-5, "the site");
    }

    [Fact]
    public void A_norm_of_the_sum_cannot_be_fused()
    {
        using var backbone = TinyBert.Load();
        using var a = AnyTask.Named("a").Create(backbone, new(ExtendedBottleneckAdapter.Variant)
        {
            Options = new ExtendedBottleneckOptions { NormAfter = NormAfter.Sum },
        });
        using var b = AnyTask.Named("b").Create(backbone);
        var fusion = AdapterConfig.Fused(new FusionConfig(Setup.Fuse("a", "b")));
        var error = Assert.Throws<TaskConfigException>(() => AnyTask.Named("c").Create(backbone, [a, b], fusion));

        Assert.Contains("norms what it is added to", error.Message, StringComparison.Ordinal);
    }

    private static ResidualAdapter Fill(ResidualAdapter adapter)
    {
        using var frozen = no_grad();
        foreach (var (index, (_, parameter)) in adapter.named_parameters().Index())
            parameter.copy_(arange(parameter.numel(), dtype: float32).add(index).sin().view(parameter.shape));

        return adapter;
    }
}
