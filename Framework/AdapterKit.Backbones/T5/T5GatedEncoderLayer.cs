namespace AdapterKit.Backbones;

/// <summary>
/// A layer of the encoder of T5 1.1 and mT5 (Xue et al. 2021, §3.1): that of T5 with a gated feed-forward network.
/// </summary>
/// <param name="config">The geometry.</param>
/// <param name="bias">What the layers of the stack add to the scores by distance.</param>
/// <param name="isFirst">Whether this is the first of them, which owns the bias.</param>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class T5GatedEncoderLayer(T5Config config, RelativePositionBias bias, bool isFirst) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), Hub = "layer.0")]
    [Weight("layer.0.SelfAttention.q", Part = "q"), Weight("layer.0.SelfAttention.k", Part = "k")]
    [Weight("layer.0.SelfAttention.v", Part = "v"), Weight("layer.0.SelfAttention.o", Part = "o")]
    private readonly SelfAttention attention = new(
        config.Hidden, config.Heads, config.Attention with { RelativeBias = bias });

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm), Hub = "layer.1")]
    [Weight("layer.1.DenseReluDense.wi_0", Part = "gate"), Weight("layer.1.DenseReluDense.wi_1", Part = "up")]
    [Weight("layer.1.DenseReluDense.wo", Part = "down")]
    private readonly GatedFeedForward feedForward = new(
        config.Hidden, config.Intermediate, config.Activation, hasBias: false, config.Dropout);

    [Weight("layer.0.SelfAttention.relative_attention_bias")]
    private readonly RelativePositionBias? ownBias = isFirst ? bias : null;

    [Weight("layer.0.layer_norm")]
    private readonly RmsNorm attentionNorm = new(config.Hidden, config.NormEps);

    [Weight("layer.1.layer_norm")]
    private readonly RmsNorm feedForwardNorm = new(config.Hidden, config.NormEps);

    /// <summary>What all layers of the stack add to the scores by distance, in its first layer; <see langword="null"/> in others.</summary>
    public RelativePositionBias? Bias => ownBias;
}
