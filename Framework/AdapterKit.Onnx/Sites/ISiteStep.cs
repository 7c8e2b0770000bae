namespace AdapterKit.Onnx;

/// <summary>What changes the hidden states at a site.</summary>
internal interface ISiteStep
{
    /// <summary>Where the change joins the residual path.</summary>
    AdapterPlacement Placement { get; }

    /// <summary>Writes the sum at the site, with the change.</summary>
    OnnxValue WriteSum(OnnxGraph graph, SiteValues site);
}
