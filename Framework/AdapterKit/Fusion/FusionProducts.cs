namespace AdapterKit;

/// <summary>The products of a head with frozen bottlenecks: <c>G_n</c> and <c>V_n</c> of <see cref="FoldedFusion"/>.</summary>
/// <param name="Keys">
/// All <c>G_n</c>, scaled like scores: <c>[members · units, width]</c>; <see langword="null"/> for one member, whose weight is always 1.
/// </param>
/// <param name="KeyBias"><c>[members · units]</c></param>
/// <param name="Values">All <c>V_n</c>: <c>[width, members · units]</c>.</param>
internal sealed record FusionProducts(Tensor? Keys, Tensor? KeyBias, Tensor Values)
{
    /// <summary>Computes the products; the tensors belong to the open dispose scope.</summary>
    public static FusionProducts Compute(FusionHead head, MergedBottlenecks merged)
    {
        // V = W_v U
        var up = merged.Up.view(head.Width, -1);
        var values = head.Value is { } value ? value.weight.matmul(up) : up.alias();
        if (merged.Count == 1)
            return new(null, null, values);

        // G = (W_k U)ᵀ W_q, with the scale of the scores
        var scale = head.Options.Numerics == FusionNumerics.ScaledDotProduct ? 1 / Math.Sqrt(head.Width) : 1;
        var keys = (head.Key is { } key ? key.weight.matmul(up).t() : up.t()) * scale;
        if (head.Temperature is { } temperature)
            keys = keys / temperature;

        return head.Query is { } query
            ? new(keys.matmul(query.weight), query.bias is { } bias ? keys.mv(bias) : zeros_like(keys.select(1, 0)), values)
            : new(keys, zeros_like(keys.select(1, 0)), values);
    }
}
