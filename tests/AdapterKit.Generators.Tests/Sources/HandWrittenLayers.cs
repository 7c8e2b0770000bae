namespace Demo;

[TransformerLayer]
public sealed partial class HandWrittenLayer(int width, int heads) : AdaptedLayer
{
    private readonly SelfAttention attention = new(width, heads);
    private readonly FeedForward feedForward = new(width, 2 * width, Activation.Gelu);
    private readonly LayerNorm attentionNorm = LayerNorm(width), outputNorm = LayerNorm(width);

    public override Tensor forward(Tensor h, AdapterPass pass)
    {
        h = AfterAttention(attention.call(h, pass), residual: h, pass);
        return AfterFeedForward(feedForward.call(h, pass), h, pass);
    }

    [InsertionPoint("attention", Norm = nameof(attentionNorm))]
    private partial Tensor AfterAttention(Tensor sublayer, Tensor residual, AdapterPass pass);

    [InsertionPoint("feed_forward", Norm = nameof(outputNorm))]
    internal partial Tensor AfterFeedForward(Tensor output, Tensor @base, AdapterPass at);
}

// One sub-layer without a norm and with another width, run twice: no declaration says that.
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class IrregularLayer(int width) : AdaptedLayer
{
    private readonly FeedForward feedForward = new(width, 3 * width, Activation.Relu);
    private readonly LayerNorm norm = LayerNorm(width);

    private int Width { get; } = width;

    public override Tensor forward(Tensor h, AdapterPass pass)
    {
        for (var i = 0; i < 2; i++)
            h = AfterFeedForward(feedForward.call(BeforeFeedForward(h, pass), pass), h, pass);

        return h;
    }

    [InsertionPoint("feed_forward", Norm = nameof(norm), Width = nameof(Width))]
    private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);
}
