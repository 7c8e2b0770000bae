namespace AdapterKit.Benchmarks;

/// <summary><c>LN(h + Δ(LN(h + a)) + a)</c> after feed-forward (Pfeiffer et al. 2021).</summary>
internal sealed class HandWrittenPfeifferLayer(AdaptedLayer layer, int heads, TaskAdapter task, Site feedForward)
    : HandWrittenLayer(layer, heads)
{
    private readonly HandWrittenBottleneck adapter = new((IBottleneck)task.AdapterAt(feedForward)!);

    protected override Tensor AfterFeedForward(Tensor h, Tensor residual)
    {
        using var x = AddAndNorm(h, residual, OutputNorm);
        using var sum = adapter.AddTo(h, x).add_(residual);
        return OutputNorm.call(sum);
    }
}
