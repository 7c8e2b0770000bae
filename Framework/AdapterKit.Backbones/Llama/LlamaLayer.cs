namespace AdapterKit.Backbones;

/// <summary>
/// A layer of LLaMA (Touvron et al. 2023, §2.2): rotated causal attention with shared keys, and a gated network, each behind an RMS norm.
/// </summary>
/// <param name="config">The geometry.</param>
/// <param name="rotary">The rotations that all layers share.</param>
/// <param name="index">The number of the layer, counted from 0.</param>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class LlamaLayer(LlamaConfig config, RotaryPositions rotary, int index) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    [Weight("self_attn.q_proj", Part = "q"), Weight("self_attn.k_proj", Part = "k"), Weight("self_attn.v_proj", Part = "v")]
    [Weight("self_attn.o_proj", Part = "o")]
    private readonly SelfAttention attention = new(config.Hidden, config.Heads, config.GetAttention(rotary, index));

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm))]
    [Weight("mlp.gate_proj", Part = "gate"), Weight("mlp.up_proj", Part = "up"), Weight("mlp.down_proj", Part = "down")]
    private readonly GatedFeedForward feedForward = new(config.Hidden, config.Intermediate, config.Activation, config.FeedForwardBias);

    [Weight("input_layernorm")]
    private readonly RmsNorm attentionNorm = new(config.Hidden, config.NormEps);

    [Weight("post_attention_layernorm")]
    private readonly RmsNorm feedForwardNorm = new(config.Hidden, config.NormEps);
}
