namespace AdapterKit.Backbones;

/// <summary>
/// A layer of Gemma 2 (Gemma Team 2024, §2): attention with capped scores, in every other layer within a window, and a gated network, each
/// between two norms.
/// </summary>
/// <param name="config">The geometry.</param>
/// <param name="rotary">The rotations that all layers share.</param>
/// <param name="index">The number of the layer, counted from 0.</param>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class Gemma2Layer(Gemma2Config config, RotaryPositions rotary, int index) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), OutputNorm = nameof(attentionOutputNorm))]
    [Weight("self_attn.q_proj", Part = "q"), Weight("self_attn.k_proj", Part = "k"), Weight("self_attn.v_proj", Part = "v")]
    [Weight("self_attn.o_proj", Part = "o")]
    private readonly SelfAttention attention = new(config.Hidden, config.Heads, config.GetAttention(rotary, index));

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm), OutputNorm = nameof(feedForwardOutputNorm))]
    [Weight("mlp.gate_proj", Part = "gate"), Weight("mlp.up_proj", Part = "up"), Weight("mlp.down_proj", Part = "down")]
    private readonly GatedFeedForward feedForward = new(config.Hidden, config.Intermediate, config.Activation);

    [Weight("input_layernorm")]
    private readonly RmsNorm attentionNorm = config.CreateNorm();

    [Weight("post_attention_layernorm")]
    private readonly RmsNorm attentionOutputNorm = config.CreateNorm();

    [Weight("pre_feedforward_layernorm")]
    private readonly RmsNorm feedForwardNorm = config.CreateNorm();

    [Weight("post_feedforward_layernorm")]
    private readonly RmsNorm feedForwardOutputNorm = config.CreateNorm();
}
