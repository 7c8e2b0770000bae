namespace AdapterKit.Onnx;

/// <summary>An adapter in its placement.</summary>
/// <param name="adapter">The adapter.</param>
/// <param name="placement">Its placement.</param>
internal sealed class AdapterStep(ResidualAdapter adapter, AdapterPlacement placement) : ISiteStep
{
    public AdapterPlacement Placement => placement;

    public OnnxValue WriteSum(OnnxGraph graph, SiteValues site) => graph.Add(site.WriteSum(graph), WriteDelta(graph, site));

    /// <summary>Writes <c>Δ(x)</c> alone.</summary>
    public OnnxValue WriteDelta(OnnxGraph graph, SiteValues site) =>
        AdapterWriter.WriteDelta(graph, adapter, site.WriteAdapterInput(graph, placement));
}
