using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>A pre-norm layer that may widen its hidden states: then the residual around attention goes through a projection of its own.</summary>
/// <remarks>Padding is kept at zero where the original computes on real tokens only: in the projected residual and after feed-forward.</remarks>
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

    /// <summary>Runs attention and feed-forward, each on the norm of what comes in.</summary>
    /// <param name="h">Hidden states <c>[batch, tokens, input width]</c>, zero at padding.</param>
    /// <param name="pass">The plan and mask of this call.</param>
    /// <returns><c>[batch, tokens, width]</c></returns>
    public override Tensor forward(Tensor h, AdapterPass pass)
    {
        var residual = Residual(h, pass);
        var attended = AfterAttention(attention.call(BeforeAttention(h, pass), pass), residual, pass);
        return AfterFeedForward(WithoutPadding(feedForward.call(BeforeFeedForward(attended, pass)), pass), attended, pass);
    }

    [InsertionPoint("attention", Norm = nameof(attentionNorm), Width = nameof(Width))]
    private partial Tensor AfterAttention(Tensor sublayer, Tensor residual, AdapterPass pass);

    [InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm), Width = nameof(Width))]
    private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);

    private Tensor Residual(Tensor h, AdapterPass pass) => widening is null ? h : WithoutPadding(widening.call(h), pass);

    private static Tensor WithoutPadding(Tensor h, AdapterPass pass) =>
        pass.TokenMask is null ? h : h.mul_(pass.TokenMask.unsqueeze(-1));
}
