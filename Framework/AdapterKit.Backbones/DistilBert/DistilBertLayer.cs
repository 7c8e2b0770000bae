using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>A layer of DistilBERT (Sanh et al. 2019), which computes what a layer of BERT does.</summary>
/// <param name="config">The geometry.</param>
[TransformerLayer(Norm = NormPlacement.Post)]
public sealed partial class DistilBertLayer(DistilBertConfig config) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), Hub = "attention_adapters")]
    [Weight("attention.q_lin", Part = "q"), Weight("attention.k_lin", Part = "k"), Weight("attention.v_lin", Part = "v")]
    [Weight("attention.out_lin", Part = "o")]
    private readonly SelfAttention attention = new(config.Hidden, config.Heads, config.Dropout);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(outputNorm), Hub = "output_adapters")]
    [Weight("ffn.lin1", Part = "fc1"), Weight("ffn.lin2", Part = "fc2")]
    private readonly FeedForward feedForward = new(config.Hidden, config.Intermediate, config.Activation, config.Dropout);

    [Weight("sa_layer_norm")]
    private readonly LayerNorm attentionNorm = LayerNorm(config.Hidden, DistilBertConfig.NormEps);

    [Weight("output_layer_norm")]
    private readonly LayerNorm outputNorm = LayerNorm(config.Hidden, DistilBertConfig.NormEps);
}
