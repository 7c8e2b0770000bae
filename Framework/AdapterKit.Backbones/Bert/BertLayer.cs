using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// A layer of BERT (Devlin et al. 2019): self-attention and feed-forward, each followed by a residual connection and a layer norm.
/// </summary>
/// <param name="config">The geometry.</param>
[TransformerLayer(Norm = NormPlacement.Post)]
public sealed partial class BertLayer(BertConfig config) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), Hub = "attention.output")]
    [Weight("attention.self.query", Part = "q"), Weight("attention.self.key", Part = "k"), Weight("attention.self.value", Part = "v")]
    [Weight("attention.output.dense", Part = "o")]
    private readonly SelfAttention attention = new(config.Hidden, config.Heads, config.Dropout);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(outputNorm), Hub = "output")]
    [Weight("intermediate.dense", Part = "fc1"), Weight("output.dense", Part = "fc2")]
    private readonly FeedForward feedForward = new(config.Hidden, config.Intermediate, config.Activation, config.Dropout);

    [Weight("attention.output.LayerNorm")]
    private readonly LayerNorm attentionNorm = LayerNorm(config.Hidden, config.NormEps);

    [Weight("output.LayerNorm")]
    private readonly LayerNorm outputNorm = LayerNorm(config.Hidden, config.NormEps);
}
