using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// A layer of BART's decoder (Lewis et al. 2020, §2.1): causal self-attention, attention to the source and feed-forward, a layer norm
/// after each.
/// </summary>
/// <param name="config">The geometry.</param>
[TransformerLayer(Norm = NormPlacement.Post)]
public sealed partial class BartDecoderLayer(BartConfig config) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), Hub = "attention_adapters")]
    [Weight("self_attn.q_proj", Part = "q"), Weight("self_attn.k_proj", Part = "k"), Weight("self_attn.v_proj", Part = "v")]
    [Weight("self_attn.out_proj", Part = "o")]
    private readonly SelfAttention attention = new(
        config.Hidden, config.DecoderHeads, new AttentionOptions { IsCausal = true, Dropout = config.Dropout });

    [Sublayer, InsertionPoint("cross_attention", Norm = nameof(crossAttentionNorm), Hub = "cross_attention_adapters")]
    [Weight("encoder_attn.q_proj", Part = "q"), Weight("encoder_attn.k_proj", Part = "k"), Weight("encoder_attn.v_proj", Part = "v")]
    [Weight("encoder_attn.out_proj", Part = "o")]
    private readonly CrossAttention crossAttention = new(config.Hidden, config.DecoderHeads, config.Dropout);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm), Hub = "output_adapters")]
    [Weight("fc1", Part = "fc1"), Weight("fc2", Part = "fc2")]
    private readonly FeedForward feedForward = new(config.Hidden, config.DecoderIntermediate, config.Activation, config.Dropout);

    [Weight("self_attn_layer_norm")]
    private readonly LayerNorm attentionNorm = LayerNorm(config.Hidden, BartConfig.NormEps);

    [Weight("encoder_attn_layer_norm")]
    private readonly LayerNorm crossAttentionNorm = LayerNorm(config.Hidden, BartConfig.NormEps);

    [Weight("final_layer_norm")]
    private readonly LayerNorm feedForwardNorm = LayerNorm(config.Hidden, BartConfig.NormEps);
}
