namespace AdapterKit.Benchmarks;

/// <summary><c>LN(h + Δ(h) + a)</c> after both sub-layers, with norms of its own (Houlsby et al. 2019).</summary>
internal sealed class HandWrittenHoulsbyLayer(AdaptedLayer layer, int heads, TaskAdapter task, Site attention, Site feedForward)
    : HandWrittenLayer(layer, heads)
{
    private readonly HandWrittenBottleneck attentionAdapter = new((IBottleneck)task.AdapterAt(attention)!);
    private readonly HandWrittenBottleneck feedForwardAdapter = new((IBottleneck)task.AdapterAt(feedForward)!);
    private readonly LayerNorm attentionNorm = (LayerNorm)task.NormAt(attention)!;
    private readonly LayerNorm feedForwardNorm = (LayerNorm)task.NormAt(feedForward)!;

    protected override Tensor AfterAttention(Tensor h, Tensor residual) => Adapt(attentionAdapter, attentionNorm, h, residual);

    protected override Tensor AfterFeedForward(Tensor h, Tensor residual) => Adapt(feedForwardAdapter, feedForwardNorm, h, residual);

    private static Tensor Adapt(HandWrittenBottleneck adapter, LayerNorm norm, Tensor h, Tensor residual)
    {
        using var sum = adapter.AddTo(h, h).add_(residual);
        return norm.call(sum);
    }
}
