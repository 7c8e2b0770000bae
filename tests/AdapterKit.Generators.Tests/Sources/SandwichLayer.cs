namespace Demo;

/// <summary>Norms around one sub-layer, and behind another; the width of the hand-written point is that of the norm behind it.</summary>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class SandwichLayer(int width, int heads) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), OutputNorm = nameof(attentionOutputNorm))]
    private readonly SelfAttention attention = new(width, heads);

    [Sublayer, InsertionPoint("feed_forward", OutputNorm = nameof(feedForwardOutputNorm), Hub = "output")]
    private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);

    private readonly LayerNorm attentionNorm = LayerNorm(width);

    private readonly RmsNorm attentionOutputNorm = new(width), feedForwardOutputNorm = new(width);
}

/// <summary>A hand-written layer; the width of its point is that of the norm behind its sub-layer.</summary>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class OutputNormLayer(int width) : AdaptedLayer
{
    private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);

    private readonly RmsNorm outputNorm = new(width);

    /// <inheritdoc />
    public override Tensor forward(Tensor h, AdapterPass pass) => AfterFeedForward(feedForward.call(h, pass), h, pass);

    [InsertionPoint("feed_forward", OutputNorm = nameof(outputNorm))]
    private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);
}
