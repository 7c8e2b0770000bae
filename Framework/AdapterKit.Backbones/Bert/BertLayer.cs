using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// A layer of BERT (Devlin et al. 2019): self-attention and feed-forward, each followed by a residual connection and a layer norm.
/// </summary>
/// <param name="config">The geometry.</param>
[TransformerLayer(Norm = NormPlacement.Post)]
public sealed partial class BertLayer(BertConfig config) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    private readonly SelfAttention attention = new(config.Hidden, config.Heads, config.Dropout);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(outputNorm))]
    private readonly FeedForward feedForward = new(config.Hidden, config.Intermediate, config.Activation, config.Dropout);

    private readonly LayerNorm attentionNorm = LayerNorm(config.Hidden, config.NormEps);
    private readonly LayerNorm outputNorm = LayerNorm(config.Hidden, config.NormEps);
}
