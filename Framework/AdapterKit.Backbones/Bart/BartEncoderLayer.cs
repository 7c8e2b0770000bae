using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>A layer of BART's encoder (Lewis et al. 2020, §2.1): self-attention and feed-forward, a layer norm after each.</summary>
/// <param name="config">The geometry.</param>
[TransformerLayer(Norm = NormPlacement.Post)]
public sealed partial class BartEncoderLayer(BartConfig config) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), Hub = "attention_adapters")]
    [Weight("self_attn.q_proj", Part = "q"), Weight("self_attn.k_proj", Part = "k"), Weight("self_attn.v_proj", Part = "v")]
    [Weight("self_attn.out_proj", Part = "o")]
    private readonly SelfAttention attention = new(config.Hidden, config.Heads, config.Dropout);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm), Hub = "output_adapters")]
    [Weight("fc1", Part = "fc1"), Weight("fc2", Part = "fc2")]
    private readonly FeedForward feedForward = new(config.Hidden, config.Intermediate, config.Activation, config.Dropout);

    [Weight("self_attn_layer_norm")]
    private readonly LayerNorm attentionNorm = LayerNorm(config.Hidden, BartConfig.NormEps);

    [Weight("final_layer_norm")]
    private readonly LayerNorm feedForwardNorm = LayerNorm(config.Hidden, BartConfig.NormEps);
}
