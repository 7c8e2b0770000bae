namespace AdapterKit.Backbones;

/// <summary>
/// A layer of T5's encoder (Raffel et al. 2020, §2.1): self-attention and a feed-forward network, each behind an RMS norm.
/// </summary>
/// <param name="config">The geometry.</param>
/// <param name="bias">What the layers of the stack add to the scores by distance.</param>
/// <param name="isFirst">Whether this is the first of them, which owns the bias.</param>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class T5EncoderLayer(T5Config config, RelativePositionBias bias, bool isFirst) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), Hub = "layer.0")]
    [Weight("layer.0.SelfAttention.q", Part = "q"), Weight("layer.0.SelfAttention.k", Part = "k")]
    [Weight("layer.0.SelfAttention.v", Part = "v"), Weight("layer.0.SelfAttention.o", Part = "o")]
    private readonly SelfAttention attention = new(
        config.Hidden, config.Heads, config.Attention with { RelativeBias = bias });

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm), Hub = "layer.1")]
    [Weight("layer.1.DenseReluDense.wi", Part = "fc1"), Weight("layer.1.DenseReluDense.wo", Part = "fc2")]
    private readonly FeedForward feedForward = new(
        config.Hidden, config.Intermediate, config.Activation, config.Dropout, hasBias: false);

    [Weight("layer.0.SelfAttention.relative_attention_bias")]
    private readonly RelativePositionBias? ownBias = isFirst ? bias : null;

    [Weight("layer.0.layer_norm")]
    private readonly RmsNorm attentionNorm = new(config.Hidden, config.NormEps);

    [Weight("layer.1.layer_norm")]
    private readonly RmsNorm feedForwardNorm = new(config.Hidden, config.NormEps);

    /// <summary>What all layers of the stack add to the scores by distance, in its first layer; <see langword="null"/> in others.</summary>
    public RelativePositionBias? Bias => ownBias;
}
