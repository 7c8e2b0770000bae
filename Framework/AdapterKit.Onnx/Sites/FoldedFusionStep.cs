namespace AdapterKit.Onnx;

/// <summary>A fusion of bottlenecks, with its projections folded into the members' matrices.</summary>
/// <remarks>
/// With <c>a_n</c> the units of member n, its score is <c>(G_n x)·a_n</c> for <c>G_n = U_nᵀ W_kᵀ W_q</c>, and its value <c>V_n a_n</c>
/// for <c>V_n = W_v U_n</c>: three products, none of them of width × width.
/// </remarks>
/// <param name="fusion">The fusion.</param>
/// <param name="members">Its members.</param>
internal sealed class FoldedFusionStep(FusedSite fusion, IReadOnlyList<IBottleneck> members) : ISiteStep
{
    public AdapterPlacement Placement => fusion.Placement;

    public OnnxValue WriteSum(OnnxGraph graph, SiteValues site) => graph.In("fusion", () =>
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var merged = MergedMembers.Merge(members);
        var products = fusion.Weights is FusionHead head ? FoldedProducts.Fold(head, merged) : FoldedProducts.Read(fusion, merged);
        var x = site.WriteAdapterInput(graph, fusion.Placement);
        var units = graph.Activate(graph.Linear(x, merged.Down, merged.DownBias, "down"), members[0].Activation);
        if (products.Keys is { } keys)
        {
            var queryInput = FusionWriter.WriteQueryInput(graph, fusion, site, x);
            units = WriteWeighted(graph, merged, units, graph.Linear(queryInput, keys, products.KeyBias, "keys"));
        }

        var values = graph.Linear(units, products.Values, bias: null, "values");
        var fused = FusionWriter.ReplacesHidden(fusion.Options) ? graph.Add(WriteHidden(graph, products, site.H), values) : values;
        return FusionWriter.WriteSum(graph, fusion.Options, site, fused);
    });

    // p = softmax_n((G_n x)·a_n), then p_n a_n
    private static OnnxValue WriteWeighted(OnnxGraph graph, MergedMembers merged, OnnxValue units, OnnxValue queries)
    {
        var byMember = graph.Reshape(units, 0, 0, merged.Count, merged.Units);
        var products = graph.Mul(byMember, graph.Reshape(queries, 0, 0, merged.Count, merged.Units));
        var weights = graph.Apply("Softmax", [graph.ReduceSum(products, -1, keepDimension: true)], ("axis", -2));
        return graph.Reshape(graph.Mul(byMember, weights), 0, 0, merged.Count * merged.Units);
    }

    // The sub-layer's output passes through the value projection together with the members.
    private static OnnxValue WriteHidden(OnnxGraph graph, FoldedProducts products, OnnxValue h) =>
        products.Value is { } value ? graph.Linear(h, value, "value") : h;
}
