using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The norms of one branch at a site: the backbone's, or copies that tasks have tuned.</summary>
/// <param name="Placement">Whether <paramref name="Norm"/> follows the residual sum or comes before the sub-layer.</param>
/// <param name="Norm">The norm; <see langword="null"/> for none.</param>
/// <param name="Output">The norm of the sub-layer's output, before the residual sum; <see langword="null"/> for none.</param>
internal sealed record SiteNorms(NormPlacement Placement, Module<Tensor, Tensor>? Norm, Module<Tensor, Tensor>? Output = null)
{
    /// <summary>Those of the backbone.</summary>
    public static SiteNorms Of(InsertionPoint point) => new(point.Placement, point.Norm, point.OutputNorm);
}
