namespace Demo;

[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class PreNormLayer(int width, int heads) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    private readonly SelfAttention attention = new(width, heads);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm))]
    private readonly FeedForward feedForward = new(width, 2 * width, Activation.Silu);

    private readonly LayerNorm attentionNorm = LayerNorm(width), feedForwardNorm = LayerNorm(width);
}
