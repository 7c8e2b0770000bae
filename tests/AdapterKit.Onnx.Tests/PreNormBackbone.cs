namespace AdapterKit.Onnx.Tests;

/// <summary>A pre-norm layer, with a norm behind one sub-layer, too; tasks may tune its norms.</summary>
/// <param name="width">The width of the hidden states.</param>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class PreNormLayer(int width) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    private readonly SelfAttention attention = new(width, 2);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm), OutputNorm = nameof(feedForwardOutputNorm))]
    private readonly FeedForward feedForward = new(width, 2 * width, Activation.Silu);

    private readonly LayerNorm attentionNorm = nn.LayerNorm(width), feedForwardNorm = nn.LayerNorm(width);
    private readonly LayerNorm feedForwardOutputNorm = nn.LayerNorm(width);
}

/// <summary>A small random encoder that a user wrote by hand, of components of the library.</summary>
internal sealed class PreNormBackbone() : HandWrittenBackbone(Enumerable.Range(0, 3).Select(_ => new PreNormLayer(Features)))
{
    public override Tensor Pool(Tensor hidden, TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var mask = batch.Mask.to_type(float32).unsqueeze(-1);
        return ((hidden * mask).sum(1) / mask.sum(1)).MoveToOuterDisposeScope();
    }
}
