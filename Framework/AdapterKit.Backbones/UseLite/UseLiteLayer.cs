using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// A pre-norm layer that can widen its hidden states; the residual around attention then passes through a linear projection.
/// </summary>
/// <remarks>
/// Padding stays zero where the original computes on real tokens only: in the projected residual and after the feed-forward network.
/// </remarks>
[TransformerLayer(Norm = NormPlacement.Pre)]
internal sealed partial class UseLiteLayer(int inputWidth, int width) : AdaptedLayer
{
    private const int Heads = 4;
    private const int Intermediate = 1536;
    private const double Epsilon = 1e-6;

    private readonly LayerNorm attentionNorm = LayerNorm(inputWidth, Epsilon);
    private readonly SelfAttention attention = new(inputWidth, Heads, width);
    private readonly Linear? widening = inputWidth == width ? null : Linear(inputWidth, width);
    private readonly LayerNorm feedForwardNorm = LayerNorm(width, Epsilon);
    private readonly FeedForward feedForward = new(width, Intermediate, Activation.Relu);

    private int Width => feedForward.Width;

    /// <summary>Computes attention and feed-forward, each on its normalized input.</summary>
    /// <param name="h">Hidden states <c>[batch, tokens, input width]</c>, zero at padding.</param>
    /// <param name="pass">The plan and mask of this call.</param>
    /// <returns>A new tensor <c>[batch, tokens, width]</c>, owned by the caller.</returns>
    public override Tensor forward(Tensor h, AdapterPass pass)
    {
        var residual = ProjectResidual(h, pass);
        var attended = AfterAttention(attention.call(BeforeAttention(h, pass), pass), residual, pass);
        return AfterFeedForward(ZeroPadding(feedForward.call(BeforeFeedForward(attended, pass), pass), pass), attended, pass);
    }

    [InsertionPoint("attention", Norm = nameof(attentionNorm), Width = nameof(Width))]
    private partial Tensor AfterAttention(Tensor sublayer, Tensor residual, AdapterPass pass);

    [InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm), Width = nameof(Width))]
    private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);

    private Tensor ProjectResidual(Tensor h, AdapterPass pass) => widening is null ? h : ZeroPadding(widening.call(h), pass);

    private static Tensor ZeroPadding(Tensor h, AdapterPass pass) =>
        pass.TokenMask is null ? h : h.mul_(pass.TokenMask.unsqueeze(-1));
}
