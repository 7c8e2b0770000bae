using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MyNamespace;

/// <summary>A Transformer layer with two insertion points. The compiler writes its <c>forward</c>.</summary>
/// <remarks>
/// For an irregular layer, write <c>forward</c> yourself and declare each point as a partial method:
/// <c>[InsertionPoint("attention", Norm = nameof(attentionNorm))]
/// private partial Tensor AfterAttention(Tensor sublayer, Tensor residual, AdapterPass pass);</c>
/// </remarks>
[TransformerLayer(Norm = NormPlacement.Post)]
public sealed partial class MyLayoutLayer(int width, int heads) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    private readonly SelfAttention attention = new(width, heads);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(outputNorm))]
    private readonly FeedForward feedForward = new(width, 4 * width, Activation.Gelu);

    private readonly LayerNorm attentionNorm = LayerNorm(width), outputNorm = LayerNorm(width);
}
