namespace AdapterKit.Benchmarks;

/// <summary>
/// A fusion after feed-forward as the paper writes it: every member's output computed, projected to a key and to a value, and mixed.
/// </summary>
internal sealed class TextbookFusionLayer(AdaptedLayer layer, int heads, FusionHead head, IReadOnlyList<ResidualAdapter> members)
    : HandWrittenLayer(layer, heads)
{
    protected override Tensor AfterFeedForward(Tensor h, Tensor residual)
    {
        using var scope = NewDisposeScope();
        var x = AddAndNorm(h, residual, OutputNorm);
        var outputs = stack(members.Select(member => member.Delta(x)), dim: 2);
        var keys = head.Key!.call(outputs);
        var values = head.Value!.call(outputs);
        var weights = (keys * head.Query!.call(x).unsqueeze(2)).sum(-1).softmax(-1);
        var mixed = (weights.unsqueeze(-1) * values).sum(2);
        return OutputNorm.call(mixed.add_(h).add_(residual)).MoveToOuterDisposeScope();
    }
}
