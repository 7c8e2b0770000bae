using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>A layer of GPT-2 (Radford et al. 2019): causal self-attention and feed-forward, each behind a layer norm.</summary>
/// <param name="config">The geometry.</param>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class Gpt2Layer(Gpt2Config config) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), Hub = "attention_adapters")]
    [Weight("attn.c_attn", Part = "qkv", Transposed = true), Weight("attn.c_proj", Part = "o", Transposed = true)]
    private readonly SelfAttention attention = new(
        config.Hidden, config.Heads, new AttentionOptions { IsCausal = true, IsPacked = true, Dropout = config.Dropout });

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm), Hub = "output_adapters")]
    [Weight("mlp.c_fc", Part = "fc1", Transposed = true), Weight("mlp.c_proj", Part = "fc2", Transposed = true)]
    private readonly FeedForward feedForward = new(
        config.Hidden, config.Intermediate > 0 ? config.Intermediate : 4 * config.Hidden, config.Activation, config.Dropout);

    [Weight("ln_1")]
    private readonly LayerNorm attentionNorm = LayerNorm(config.Hidden, config.NormEps);

    [Weight("ln_2")]
    private readonly LayerNorm feedForwardNorm = LayerNorm(config.Hidden, config.NormEps);
}
