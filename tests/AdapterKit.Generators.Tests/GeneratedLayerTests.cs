using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdapterKit.Generators.Tests;

public sealed class GeneratedLayerTests : IDisposable
{
    private const int Width = 8;
    private static readonly byte[] Image = GeneratorHarness.Run(
        GeneratorHarness.Source("PostNormLayer.cs"),
        GeneratorHarness.Source("PreNormLayer.cs"),
        GeneratorHarness.Source("HandWrittenLayers.cs")).Emit();

    private readonly LoadedAssembly loaded = new(Image);
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor x = randn(2, 5, Width);

    public void Dispose()
    {
        scope.Dispose();
        loaded.Dispose();
    }

    [Fact]
    public void A_post_norm_layer_normalizes_every_residual_sum()
    {
        var layer = Layer("PostNormLayer");
        using var pass = PassThrough(layer);
        var (attention, feedForward) = (Part<SelfAttention>(layer, "attention"), Part<FeedForward>(layer, "feedForward"));

        var h = Part<LayerNorm>(layer, "attentionNorm").call(attention.call(x, pass) + x);
        h = Part<LayerNorm>(layer, "outputNorm").call(feedForward.call(h, pass) + h);

        AssertEqual(h, layer.call(x, pass));
    }

    [Fact]
    public void A_pre_norm_layer_normalizes_the_input_of_every_sublayer()
    {
        var layer = Layer("PreNormLayer");
        using var pass = PassThrough(layer);
        var (attention, feedForward) = (Part<SelfAttention>(layer, "attention"), Part<FeedForward>(layer, "feedForward"));

        var h = attention.call(Part<LayerNorm>(layer, "attentionNorm").call(x), pass) + x;
        h = feedForward.call(Part<LayerNorm>(layer, "feedForwardNorm").call(h), pass) + h;

        AssertEqual(h, layer.call(x, pass));
    }

    [Fact]
    public void A_handwritten_forward_computes_what_it_says()
    {
        var (declared, written) = (Layer("PostNormLayer"), Layer("HandWrittenLayer"));
        written.load_state_dict(declared.state_dict());
        using var pass = PassThrough(declared);
        using var other = PassThrough(written);

        AssertEqual(declared.call(x, pass), written.call(x, other));
    }

    [Fact]
    public void An_irregular_layer_may_run_its_insertion_point_twice()
    {
        var layer = loaded.New<AdaptedLayer>("Demo.IrregularLayer", Width);
        using var pass = PassThrough(layer);
        var (feedForward, norm) = (Part<FeedForward>(layer, "feedForward"), Part<LayerNorm>(layer, "norm"));

        var h = feedForward.call(norm.call(x), pass) + x;
        h = feedForward.call(norm.call(h), pass) + h;

        AssertEqual(h, layer.call(x, pass));
    }

    [Theory]
    [InlineData("PostNormLayer", NormPlacement.Post, "attentionNorm", "outputNorm")]
    [InlineData("HandWrittenLayer", NormPlacement.Post, "attentionNorm", "outputNorm")]
    [InlineData("PreNormLayer", NormPlacement.Pre, "attentionNorm", "feedForwardNorm")]
    public void Sites_carry_name_width_and_norm(string type, NormPlacement placement, string first, string second)
    {
        var (lower, upper) = (Layer(type), Layer(type));
        var stack = new AdaptedStack([lower, upper]);

        Assert.Equal(
            ["layers.0.attention", "layers.0.feed_forward", "layers.1.attention", "layers.1.feed_forward"],
            stack.Sites.Select(site => site.ToString()));
        Assert.All(stack.Sites, site => Assert.Equal((Width, placement), (site.Point.Width, site.Point.Placement)));
        Assert.Same(Part<LayerNorm>(lower, first), stack.Sites[0].Point.Norm);
        Assert.Same(Part<LayerNorm>(upper, second), stack.Sites[3].Point.Norm);
    }

    [Fact]
    public void A_layer_moves_with_all_its_parts()
    {
        var layer = Layer("PreNormLayer");
        layer.to(float64);

        Assert.All(layer.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
        using var pass = PassThrough(layer);
        Assert.Equal(float64, layer.call(x.to(float64), pass).dtype);
    }

    private AdaptedLayer Layer(string type) => loaded.New<AdaptedLayer>($"Demo.{type}", Width, 2);

    private static T Part<T>(AdaptedLayer layer, string name) where T : nn.Module =>
        (T)layer.named_children().Single(child => child.name == name).module;

    /// <summary>Creates the pass of a bare backbone with this layer only.</summary>
    private static AdapterPass PassThrough(AdaptedLayer layer)
    {
        using var batch = TokenBatch.Pad([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]], padId: 0);
        return new TinyBackbone(Width, layer).Compile(Setup.Bare, []).BeginPass(batch);
    }

    private static void AssertEqual(Tensor expected, Tensor actual) => Assert.Equal(expected.bytes.ToArray(), actual.bytes.ToArray());
}
