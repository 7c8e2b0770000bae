namespace AdapterKit;

/// <summary>Applies a <see cref="Pooling"/>.</summary>
public static class PoolingFunctions
{
    /// <summary>Pools each text into one vector; padding takes no part.</summary>
    /// <param name="pooling">The function.</param>
    /// <param name="hidden">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns>A new tensor <c>[batch, width]</c>, owned by the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is undefined.</exception>
    public static Tensor Apply(this Pooling pooling, Tensor hidden, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var pooled = pooling switch
        {
            Pooling.FirstToken => hidden.select(1, 0),
            Pooling.Mean => ComputeMean(hidden, batch.Mask),
            Pooling.Max => ComputeMax(hidden, batch.Mask),
            Pooling.LastToken => TakeLast(hidden, batch.Mask),
            _ => throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "Unknown pooling."),
        };
        return pooled.MoveToOuterDisposeScope();
    }

    // Zero for a text without tokens.
    private static Tensor ComputeMean(Tensor hidden, Tensor mask)
    {
        var real = mask.to_type(hidden.dtype);
        var weights = real / real.sum(1, keepdim: true).clamp_min_(1);
        return weights.unsqueeze(1).matmul(hidden).squeeze(1);
    }

    // Zero for a text without tokens, too.
    private static Tensor ComputeMax(Tensor hidden, Tensor mask)
    {
        var largest = hidden.masked_fill(mask.logical_not().unsqueeze(-1), float.NegativeInfinity).amax([1]);
        return largest.masked_fill(mask.any(1, keepdim: true).logical_not(), 0);
    }

    private static Tensor TakeLast(Tensor hidden, Tensor mask)
    {
        var last = mask.sum(1).sub_(1).clamp_min_(0);
        return hidden.gather(1, last.view(-1, 1, 1).expand(-1, 1, hidden.size(2))).squeeze(1);
    }
}
