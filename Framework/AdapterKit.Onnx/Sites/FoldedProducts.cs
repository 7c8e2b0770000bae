namespace AdapterKit.Onnx;

/// <summary>The products of a fusion's projections with its members. The tensors belong to the open dispose scope.</summary>
/// <param name="Keys">
/// All <c>G_n</c>: <c>[members · units, width]</c>; <see langword="null"/> for one member, whose weight is always 1.
/// </param>
/// <param name="KeyBias"><c>[members · units]</c></param>
/// <param name="Values">All <c>V_n</c>: <c>[width, members · units]</c>.</param>
/// <param name="Value"><c>W_v</c>; <see langword="null"/> if values are not projected.</param>
internal sealed record FoldedProducts(Tensor? Keys, Tensor? KeyBias, Tensor Values, Linear? Value)
{
    /// <summary>Folds the projections of a head.</summary>
    public static FoldedProducts Fold(FusionHead head, MergedMembers merged)
    {
        var values = Project(head.Value, merged.Up);
        if (merged.Count == 1)
            return new(null, null, values, head.Value);

        var keys = Project(head.Key, merged.Up).t() * FusionWriter.GetScoreScale(head);
        if (head.Query is not { } query)
            return new(keys, null, values, head.Value);

        var keyBias = query.bias is { } bias ? keys.mv(MergedMembers.Exact(bias)) : null;
        return new(keys.matmul(MergedMembers.Exact(query.weight)), keyBias, values, head.Value);
    }

    /// <summary>Reads the products that a pruned fusion stores.</summary>
    public static FoldedProducts Read(FusedSite fusion, MergedMembers merged)
    {
        var parts = fusion.Weights.named_children().ToDictionary(child => child.name, child => (Linear)child.module);
        var (keys, value) = (parts.GetValueOrDefault("keys"), parts.GetValueOrDefault("value"));
        return new(keys?.weight, keys?.bias, parts.GetValueOrDefault("values")?.weight ?? Project(value, merged.Up), value);
    }

    // W U
    private static Tensor Project(Linear? projection, Tensor up) =>
        projection is null ? up : MergedMembers.Exact(projection.weight).matmul(up);
}
