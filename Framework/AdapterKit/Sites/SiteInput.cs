using System.Diagnostics;

namespace AdapterKit;

/// <summary>What there is at a site when a step runs. All tensors are borrowed.</summary>
/// <param name="H">The sub-layer's output, with the changes of the steps before.</param>
/// <param name="Residual">The residual; <see langword="null"/> after the norm, where it is part of <paramref name="H"/> already.</param>
/// <param name="Sum"><paramref name="H"/> and <paramref name="Residual"/> added up.</param>
/// <param name="Norm">The norm that follows; <see langword="null"/> where none does.</param>
internal readonly record struct SiteInput(Tensor H, Tensor? Residual, Tensor Sum, ISiteNorm? Norm)
{
    /// <summary>What an adapter of that placement computes its change from, as a tensor of the caller's own.</summary>
    public Tensor For(AdapterPlacement placement) => placement switch
    {
        AdapterPlacement.Sequential or AdapterPlacement.AfterNorm => H.alias(),
        AdapterPlacement.Parallel => Residual!.alias(),
        AdapterPlacement.Pfeiffer => Norm?.Apply(Sum) ?? Sum.alias(),
        _ => throw new UnreachableException(),
    };
}
