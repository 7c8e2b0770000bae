using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>A layer of ViT (Dosovitskiy et al. 2021, eq. 2 and 3): self-attention and feed-forward, each behind a layer norm.</summary>
/// <param name="config">The geometry.</param>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class ViTLayer(ViTConfig config) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), Hub = "attention_adapters")]
    [Weight("attention.attention.query", Part = "q"), Weight("attention.attention.key", Part = "k")]
    [Weight("attention.attention.value", Part = "v"), Weight("attention.output.dense", Part = "o")]
    private readonly SelfAttention attention = new(
        config.Hidden, config.Heads, new AttentionOptions { HasBias = config.HasBias, Dropout = config.Dropout });

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm), Hub = "output.output_adapters")]
    [Weight("intermediate.dense", Part = "fc1"), Weight("output.dense", Part = "fc2")]
    private readonly FeedForward feedForward = new(config.Hidden, config.Intermediate, config.Activation, config.Dropout);

    [Weight("layernorm_before")]
    private readonly LayerNorm attentionNorm = LayerNorm(config.Hidden, config.NormEps);

    [Weight("layernorm_after")]
    private readonly LayerNorm feedForwardNorm = LayerNorm(config.Hidden, config.NormEps);
}
