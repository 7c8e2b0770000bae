using System.Diagnostics;

namespace AdapterKit;

/// <summary>The tensors at a site when a step runs. All are borrowed.</summary>
/// <param name="H">The sub-layer's output, with the changes of earlier steps.</param>
/// <param name="Residual">The residual; <see langword="null"/> after the norm, where <paramref name="H"/> already includes it.</param>
/// <param name="Sum"><paramref name="H"/> + <paramref name="Residual"/>.</param>
/// <param name="Norm">The norm that follows; <see langword="null"/> if none does.</param>
/// <param name="Tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
internal readonly record struct SiteInput(Tensor H, Tensor? Residual, Tensor Sum, ISiteNorm? Norm, Tensor? Tokens)
{
    /// <summary>Returns the input of an adapter of that placement, as a new tensor.</summary>
    public Tensor GetAdapterInput(AdapterPlacement placement) => placement switch
    {
        AdapterPlacement.Sequential or AdapterPlacement.AfterNorm => H.alias(),
        AdapterPlacement.Parallel => Residual!.alias(),
        AdapterPlacement.Pfeiffer => Norm?.Apply(Sum) ?? Sum.alias(),
        _ => throw new UnreachableException(),
    };
}
