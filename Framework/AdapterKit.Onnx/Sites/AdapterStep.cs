namespace AdapterKit.Onnx;

/// <summary>An adapter in its placement.</summary>
/// <param name="adapter">The adapter.</param>
/// <param name="set">Its options and its placement.</param>
internal sealed class AdapterStep(ResidualAdapter adapter, AdapterSet set) : ISiteStep
{
    public AdapterPlacement Placement => set.Placement;

    public OnnxValue WriteSum(OnnxGraph graph, SiteValues site)
    {
        if (adapter.IsAdditive)
            return graph.Add(site.WriteSum(graph), WriteDelta(graph, site));

        var changed = AdapterWriter.WriteNormedSum(graph, adapter, set.Options, site.H, site.WriteAdapterInput(graph, Placement));
        return site.Residual is { } residual ? graph.Add(changed, residual) : changed;
    }

    /// <summary>Writes <c>Δ(x)</c> alone.</summary>
    public OnnxValue WriteDelta(OnnxGraph graph, SiteValues site) =>
        AdapterWriter.WriteDelta(graph, adapter, set.Options, site.WriteAdapterInput(graph, Placement));
}
