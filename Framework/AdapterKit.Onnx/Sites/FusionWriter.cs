namespace AdapterKit.Onnx;

/// <summary>Chooses how a fusion is written: folded into a few products if its members allow it.</summary>
internal static class FusionWriter
{
    public static ISiteStep Create(FusedSite fusion) =>
        fusion.Bottlenecks is { } bottlenecks ? new FoldedFusionStep(fusion, bottlenecks) : new LiveFusionStep(fusion);

    /// <summary>The factor of scores, which temperature and numerics determine.</summary>
    public static double GetScoreScale(FusionHead head) =>
        (head.Options.Numerics == FusionNumerics.ScaledDotProduct ? 1 / Math.Sqrt(head.Width) : 1) / (head.Temperature?.ToDouble() ?? 1);

    /// <summary>Whether the fusion's output replaces the sub-layer's, which passes through the value projection.</summary>
    public static bool ReplacesHidden(FusionOptions options) =>
        options.ResidualThroughValue || options.Numerics == FusionNumerics.ScaledDotProduct;

    /// <summary>Writes what queries are computed from.</summary>
    public static OnnxValue WriteQueryInput(OnnxGraph graph, FusedSite fusion, SiteValues site, OnnxValue adapterInput) =>
        fusion.Options.QueryBeforeNorm && fusion.Placement == AdapterPlacement.Pfeiffer ? site.H : adapterInput;

    /// <summary>Writes the sum at the site from the fusion's output.</summary>
    public static OnnxValue WriteSum(OnnxGraph graph, FusionOptions options, SiteValues site, OnnxValue fused)
    {
        if (!ReplacesHidden(options))
            return graph.Add(site.WriteSum(graph), fused);

        return site.Residual is { } residual ? graph.Add(fused, residual) : fused;
    }
}
