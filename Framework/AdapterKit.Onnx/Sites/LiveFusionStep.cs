namespace AdapterKit.Onnx;

/// <summary>A fusion of members that have no common form: stacks, variants of their own, different activations.</summary>
/// <param name="fusion">The fusion.</param>
internal sealed class LiveFusionStep(FusedSite fusion) : ISiteStep
{
    public AdapterPlacement Placement => fusion.Placement;

    public OnnxValue WriteSum(OnnxGraph graph, SiteValues site) => graph.In("fusion", () =>
    {
        // Only members of bottleneck form are stored as products.
        var head = (FusionHead)fusion.Weights;
        var last = graph.Integers(-2);
        var deltas = fusion.Members.Select(member => graph.Apply("Unsqueeze", [WriteDelta(graph, member, site), last]));
        var outputs = graph.Apply("Concat", [.. deltas], ("axis", -2));
        var x = site.WriteAdapterInput(graph, fusion.Placement);
        var query = WriteQuery(graph, head, FusionWriter.WriteQueryInput(graph, fusion, site, x));

        // p = softmax(q·z_n), then Σ p_n z_n
        var products = graph.ReduceSum(graph.Mul(outputs, graph.Apply("Unsqueeze", [query, last])), -1, keepDimension: true);
        var weights = graph.Apply("Softmax", [graph.Mul(products, FusionWriter.GetScoreScale(head))], ("axis", -2));
        var sum = graph.ReduceSum(graph.Mul(outputs, weights), -2, keepDimension: false);
        var values = FusionWriter.ReplacesHidden(fusion.Options) ? graph.Add(sum, site.H) : sum;
        var fused = head.Value is { } value ? graph.Linear(values, value, "value") : values;
        return FusionWriter.WriteSum(graph, fusion.Options, site, fused);
    });

    // W_kᵀ (W_q x + b_q): the bias of keys adds the same to every score.
    private static OnnxValue WriteQuery(OnnxGraph graph, FusionHead head, OnnxValue x)
    {
        var query = head.Query is { } projection ? graph.Linear(x, projection, "query") : x;
        return head.Key is { } key ? graph.Apply("MatMul", [query, graph.Weight(key.weight, "key.weight")]) : query;
    }

    // Δ(x) of the topmost adapter; those below it change what it reads. A stack starts from the same input as the other members.
    private OnnxValue WriteDelta(OnnxGraph graph, IReadOnlyList<MemberAdapter> member, SiteValues site)
    {
        var values = member.Count == 1 ? site : site with { H = site.WriteAdapterInput(graph, fusion.Placement) };
        foreach (var (adapter, set) in member.SkipLast(1))
            values = values with { H = graph.Add(values.H, new AdapterStep(adapter, set).WriteDelta(graph, values)) };

        return new AdapterStep(member[^1].Adapter, member[^1].Set).WriteDelta(graph, values);
    }
}
