using System.Diagnostics;

namespace AdapterKit.Onnx;

/// <summary>The values at a site that an adapter may read.</summary>
/// <param name="H">The sub-layer's output, with the changes of earlier adapters.</param>
/// <param name="Residual">The residual; <see langword="null"/> after the norm, where <paramref name="H"/> already includes it.</param>
/// <param name="Norm">Writes the norm that follows; the identity if none does.</param>
internal sealed record SiteValues(OnnxValue H, OnnxValue? Residual, Func<OnnxValue, OnnxValue> Norm)
{
    /// <summary>Writes the sum of both.</summary>
    public OnnxValue WriteSum(OnnxGraph graph) => Residual is { } residual ? graph.Add(H, residual) : H;

    /// <summary>Writes what an adapter of that placement reads.</summary>
    public OnnxValue WriteAdapterInput(OnnxGraph graph, AdapterPlacement placement) => placement switch
    {
        AdapterPlacement.Sequential or AdapterPlacement.AfterNorm => H,
        AdapterPlacement.Parallel => Residual!.Value,
        AdapterPlacement.Pfeiffer => Norm(WriteSum(graph)),
        _ => throw new UnreachableException(),
    };
}
