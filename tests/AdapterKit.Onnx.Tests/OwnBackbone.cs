namespace AdapterKit.Onnx.Tests;

/// <summary>A backbone of any layers, with parts of its own.</summary>
internal sealed class OwnBackbone(params IEnumerable<AdaptedLayer> layers) : HandWrittenBackbone(layers)
{
    public bool EmbedsTwice { get; init; }

    public bool PoolsSquares { get; init; }

    public override Tensor Embed(TokenBatch batch)
    {
        var embedded = base.Embed(batch);
        return EmbedsTwice ? embedded.mul_(2) : embedded;
    }

    public override Tensor Pool(Tensor hidden, TokenBatch batch)
    {
        var pooled = base.Pool(hidden, batch);
        return PoolsSquares ? pooled.mul_(pooled) : pooled;
    }
}
