using AdapterKit.Testing;
using static TorchSharp.torch.nn;

namespace AdapterKit.Tests;

/// <summary>A layer with a norm by root mean square after the sum.</summary>
[TransformerLayer]
public sealed partial class HandWrittenLayer(int width) : AdaptedLayer
{
    private readonly GatedFeedForward feedForward = new(width, 2 * width);
    private readonly RmsNorm norm = new(width);

    public override Tensor forward(Tensor h, AdapterPass pass)
    {
        using var changed = feedForward.call(h, pass);
        return AfterFeedForward(changed, h, pass);
    }

    [InsertionPoint("feed_forward", Norm = nameof(norm))]
    private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);
}

/// <summary>The components of decoders against their formulas, written out.</summary>
public sealed class DecoderComponentTests
{
    [Theory]
    [InlineData(ScalarType.Float32, 1e-6)]
    [InlineData(ScalarType.BFloat16, 0.02)]
    public void An_RMS_norm_divides_by_the_root_of_the_mean_square(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var norm = new RmsNorm(6, eps: 0.1);
        using (no_grad())
            norm.Scale.uniform_(0.5, 1.5);

        var x = rand(2, 3, 6);
        var expected = x / (x * x).mean([-1], keepdim: true).add(0.1).sqrt() * norm.Scale;
        norm.to(type);
        var live = norm.call(x.to_type(type));
        using var frozen = no_grad();

        Tensors.AssertClose(live.to_type(ScalarType.Float32), expected, tolerance, "with gradients");
        Tensors.AssertClose(norm.call(x.to_type(type)).to_type(ScalarType.Float32), expected, tolerance, "without");
        Assert.Equal(type, live.dtype);
        Assert.Equal(type, norm.Scale.dtype);
        Assert.Equal(["weight"], norm.named_parameters().Select(entry => entry.name));
    }

    [Fact]
    public void Copies_of_norms_are_norms_of_their_own()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Module<Tensor, Tensor>[] norms = [new RmsNorm(4, 0.3), LayerNorm(4, 0.2), LayerNorm(4, bias: false)];
        foreach (var norm in norms)
        {
            norm.get_parameter("weight")!.uniform_(0.5, 1.5);
            using var copy = Norms.Of(norm).Copy();
            var x = rand(3, 4);
            Tensors.AssertClose(copy.call(x), norm.call(x), 0, "the copy");
            Assert.Equal(Norms.FindForm(norm), Norms.FindForm(copy));
            copy.get_parameter("weight")!.add_(1);
            Assert.True(Tensors.Distance(copy.call(x), norm.call(x)) > 0.1);
        }

        Assert.Contains("INorm", Assert.Throws<ArgumentException>(() => Norms.Of(Linear(2, 2))).Message, StringComparison.Ordinal);
    }

    /// <summary>A rotated query and key have a product that depends on the distance of their positions alone.</summary>
    [Fact]
    public void Rotations_depend_on_distances()
    {
        using var scope = NewDisposeScope();
        var rotary = new RotaryPositions(8, theta: 100);
        var (query, key) = (rand(1, 1, 1, 8), rand(1, 1, 1, 8));
        var near = Score(3, 1);

        Assert.Equal(near, Score(13, 11), 1e-4);
        Assert.NotEqual(near, Score(13, 10), 1e-3);

        double Score(int first, int second)
        {
            using var batch = TokenBatch.Continue([1], [first]);
            using var other = TokenBatch.Continue([1], [second]);
            using var here = new BarePass([], batch, ScalarType.Float32);
            using var there = new BarePass([], other, ScalarType.Float32);
            return (here.Rotate(query, rotary) * there.Rotate(key, rotary)).sum().ToDouble();
        }
    }

    [Fact]
    public void Causal_attention_does_not_see_later_tokens()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = new TinyDecoder();
        using var whole = TokenBatch.Pad([[5, 6, 7, 8, 9], [5, 6, 7, 80, 90]], padId: 0);
        var hidden = backbone.Encode(whole);

        Tensors.AssertClose(hidden[0].narrow(0, 0, 3), hidden[1].narrow(0, 0, 3), 1e-6, "the tokens before the difference");
        Assert.True(Tensors.Distance(hidden[0].narrow(0, 3, 2), hidden[1].narrow(0, 3, 2)) > 0.01);
    }

    [Fact]
    public void A_layer_has_all_places()
    {
        using var backbone = new TinyDecoder();
        Assert.Equal(
            [
                "attention", "feed_forward", "attention.q", "attention.k", "attention.v", "attention.o", "feed_forward.gate",
                "feed_forward.up", "feed_forward.down", "attention.memory", "embeddings",
            ],
            backbone.Encoder.PointNames);
    }

    [Fact]
    public void A_hand_written_layer_has_the_width_of_its_norm()
    {
        using var scope = NewDisposeScope();
        using var layer = new HandWrittenLayer(8);
        var point = Assert.Single(layer.InsertionPoints);

        Assert.Equal((8, NormPlacement.Post), (point.Width, point.Placement));
        Assert.IsType<RmsNorm>(point.Norm);
    }

    [Fact]
    public void Packed_queries_keys_and_values_are_a_place_that_is_named()
    {
        using var scope = NewDisposeScope();
        using var attention = new SelfAttention(8, 2, new AttentionOptions { IsPacked = true });
        var parts = attention.Projections[0].Parts;
        var joint = new ProjectionSite(0, "attention.qkv", 0, parts[^1], 8);

        Assert.Equal(("qkv", true, 24L), (parts[^1].Name, parts[^1].IsJoint, parts[^1].Rows));
        Assert.False(new AdapterSet(LoraAdapter.Variant).Covers(joint));
        Assert.True(new AdapterSet(LoraAdapter.Variant) { Points = ["attention.qkv"] }.Covers(joint));
    }

    [Theory]
    [InlineData(10, 4, null, null, "cannot be split among 4 heads")]
    [InlineData(8, 4, 3, null, "cannot share 3 heads")]
    [InlineData(8, 2, null, 6, "rotations are for heads of 6")]
    public void Attention_that_cannot_be_is_refused(int width, int heads, int? keyHeads, int? rotated, string reason)
    {
        var options = new AttentionOptions
        {
            KeyValueHeads = keyHeads,
            Rotary = rotated is { } head ? new RotaryPositions(head) : null,
        };
        var error = Assert.Throws<ArgumentException>(() => new SelfAttention(width, heads, options));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RotaryPositions(7));
    }

    [Fact]
    public void A_pass_leaves_nothing_behind()
    {
        using var backbone = new TinyDecoder(hasPositions: true);
        using var a = AnyTask.Named("a").Create(backbone, AnyTask.Declared.Config);
        using var b = AnyTask.Named("b").Create(backbone, new AdapterConfig(PrefixAdapter.Variant));
        using var plan = backbone.Compile(Setup.Parallel("a", "b", Setup.Bare), [a, b], PlanPurpose.Inference);
        using var padded = TokenBatch.Pad([[5, 6, 7], [8]], padId: 0);
        using var frozen = no_grad();

        NativeTensors.NoneLeftBehind(() => backbone.Encode(padded).Dispose());
        NativeTensors.NoneLeftBehind(() => backbone.Encode(padded, plan).Dispose());
    }

    [Fact]
    public void Positions_beyond_the_table_are_refused()
    {
        using var backbone = new TinyDecoder(hasPositions: true);
        using var batch = TokenBatch.Continue([5], [backbone.MaxTokens]);

        Assert.Contains("at most 40", Assert.Throws<ArgumentException>(() => backbone.Embed(batch)).Message, StringComparison.Ordinal);
    }
}
