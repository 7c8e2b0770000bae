namespace AdapterKit;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017, eq. 1), also with fewer heads of keys and values.</summary>
internal static class AttentionFunction
{
    /// <summary>Computes the attention of a pass.</summary>
    public static Tensor Compute(AttentionRequest request, KeyMask mask) =>
        Compute(request.Queries, request.Keys, request.Values, mask, request.Dropout);

    /// <summary>Computes attention.</summary>
    /// <param name="queries"><c>[batch, heads, queries, width of a head]</c></param>
    /// <param name="keys"><c>[batch, key heads, keys, width of a head]</c>; key heads divide heads.</param>
    /// <param name="values">Of the shape of <paramref name="keys"/>.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="dropout">The probability with which an attention weight is set to zero.</param>
    /// <returns>A new tensor of the shape of <paramref name="queries"/>.</returns>
    public static Tensor Compute(Tensor queries, Tensor keys, Tensor values, KeyMask mask, double dropout)
    {
        var groups = queries.size(1) / keys.size(1);
        if (groups == 1)
            return nn.functional.scaled_dot_product_attention(queries, keys, values, mask.Added, dropout, mask.IsCausal);

        using var scope = NewDisposeScope();
        return nn.functional.scaled_dot_product_attention(
            queries,
            keys.repeat_interleave(groups, 1),
            values.repeat_interleave(groups, 1),
            mask.Added,
            dropout,
            mask.IsCausal).MoveToOuterDisposeScope();
    }
}
