using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Samples.CustomLayout;

/// <summary>A post-norm Transformer layer with two insertion points. The compiler writes its <c>forward</c>.</summary>
[TransformerLayer(Norm = NormPlacement.Post)]
public sealed partial class PlainLayer(int width, int heads) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    private readonly SelfAttention attention = new(width, heads);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(outputNorm))]
    private readonly FeedForward feedForward = new(width, 4 * width, Activation.Gelu);

    private readonly LayerNorm attentionNorm = LayerNorm(width), outputNorm = LayerNorm(width);
}
