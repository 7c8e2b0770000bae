namespace Whole.Path;

public sealed record ChannelGateOptions : VariantOptions
{
    public int Hidden { get; init; } = 8;
}

// A variant with mathematics of its own: Δ(x) = σ(x W) ⊙ v, a gate over a learned vector that starts at nothing.
[AdapterVariant("channel-gate")]
public sealed partial class ChannelGateAdapter(AdapterShape shape, ChannelGateOptions options) : ResidualAdapter
{
    [Normal(0.1)] private readonly Linear narrow = Linear(shape.Width, options.Hidden);
    [Normal(0.1)] private readonly Linear widen = Linear(options.Hidden, shape.Width);
    [Zeros] private Parameter vector = new(empty(shape.Width));

    public override Tensor Delta(Tensor h)
    {
        using var scope = NewDisposeScope();
        return (widen.call(narrow.call(h)).sigmoid() * vector).MoveToOuterDisposeScope();
    }
}

// A layout of its own: norms come first, and a third sub-layer has none.
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class ThreefoldLayer(int width) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    private readonly SelfAttention attention = new(width, heads: 2);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm))]
    private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);

    [Sublayer, InsertionPoint("mixer")]
    private readonly FeedForward mixer = new(width, width, Activation.Tanh);

    private readonly LayerNorm attentionNorm = LayerNorm(width), feedForwardNorm = LayerNorm(width);
}

[TaskAdapter("vowels", Backbone = "tiny")]
[Labels("few", "many")]
[Placement(AdapterPlacement.Pfeiffer, Points = ["attention", "mixer"])]
public sealed partial class VowelsTask : ClassificationTask<ChannelGateAdapter>
{
    [Options] private static readonly ChannelGateOptions options = new() { Hidden = 4 };
}
