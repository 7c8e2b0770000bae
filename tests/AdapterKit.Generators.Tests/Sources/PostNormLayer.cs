namespace Demo;

[TransformerLayer(Norm = NormPlacement.Post)]
public sealed partial class PostNormLayer(int width, int heads) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    private readonly SelfAttention attention = new(width, heads);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(outputNorm))]
    private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);

    private readonly LayerNorm attentionNorm = LayerNorm(width), outputNorm = LayerNorm(width);
}
