namespace AdapterKit;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017, eq. 1), also with fewer heads of keys and values.</summary>
internal static class AttentionFunction
{
    /// <summary>Computes the attention of a pass.</summary>
    public static Tensor Compute(AttentionRequest request, KeyMask mask) =>
        Compute(request.Queries, request.Keys, request.Values, mask, request.Dropout, request.Options.ScoreCap);

    /// <summary>Computes attention.</summary>
    /// <param name="queries"><c>[batch, heads, queries, width of a head]</c></param>
    /// <param name="keys"><c>[batch, key heads, keys, width of a head]</c>; key heads divide heads.</param>
    /// <param name="values">Of the shape of <paramref name="keys"/>.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="dropout">The probability with which an attention weight is set to zero.</param>
    /// <param name="cap">What scores stay below: <see cref="AttentionOptions.ScoreCap"/>.</param>
    /// <returns>A new tensor of the shape of <paramref name="queries"/>.</returns>
    public static Tensor Compute(Tensor queries, Tensor keys, Tensor values, KeyMask mask, double dropout, double? cap = null)
    {
        var groups = queries.size(1) / keys.size(1);
        if (groups == 1)
            return Attend(queries, keys, values, mask, dropout, cap);

        using var scope = NewDisposeScope();
        return Attend(queries, keys.repeat_interleave(groups, 1), values.repeat_interleave(groups, 1), mask, dropout, cap)
            .MoveToOuterDisposeScope();
    }

    private static Tensor Attend(Tensor queries, Tensor keys, Tensor values, KeyMask mask, double dropout, double? cap)
    {
        if (cap is not { } limit)
            return nn.functional.scaled_dot_product_attention(queries, keys, values, mask.Added, dropout, mask.IsCausal);

        using var scope = NewDisposeScope();
        var scores = queries.matmul(keys.transpose(2, 3)) / (Math.Sqrt(queries.size(3)) * limit);
        var capped = scores.tanh() * limit;
        var added = mask.IsCausal ? KeyMask.CreateTriangle(queries.size(2), keys.size(2), queries.dtype, queries.device) : mask.Added;
        var weights = (added is null ? capped : capped + added).softmax(-1);
        return nn.functional.dropout(weights, dropout).matmul(values).MoveToOuterDisposeScope();
    }
}
