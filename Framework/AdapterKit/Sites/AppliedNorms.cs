using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>What a program applies in front of a sub-layer, to its output, and after the residual sum.</summary>
internal sealed class AppliedNorms : IDisposable
{
    private readonly ISiteNorm? before;

    private AppliedNorms(NormPlacement placement, ISiteNorm? norm, ISiteNorm? output)
    {
        (before, After) = placement == NormPlacement.Pre ? (norm, (ISiteNorm?)null) : (null, norm);
        Output = output;
    }

    /// <summary>The norm of the sub-layer's output; <see langword="null"/> for none.</summary>
    public ISiteNorm? Output { get; }

    /// <summary>The norm after the residual sum; <see langword="null"/> for none.</summary>
    public ISiteNorm? After { get; }

    /// <summary>Applies the norms of a single branch.</summary>
    public static AppliedNorms Of(SiteNorms norms) => Of([norms]);

    /// <summary>Applies the norms of branches with equally many rows, which all have the same <see cref="NormForm"/>s.</summary>
    public static AppliedNorms Of(IReadOnlyList<SiteNorms> branches) => new(
        branches[0].Placement, Join([.. branches.Select(norms => norms.Norm)]), Join([.. branches.Select(norms => norms.Output)]));

    /// <summary>Normalizes the input of the sub-layer into a new tensor.</summary>
    public Tensor ApplyBefore(Tensor h) => before?.Apply(h) ?? h.alias();

    public void Dispose()
    {
        before?.Dispose();
        Output?.Dispose();
        After?.Dispose();
    }

    private static ISiteNorm? Join(IReadOnlyList<Module<Tensor, Tensor>?> norms) =>
        norms[0] is null ? null : BatchedNorm.Create([.. norms.OfType<Module<Tensor, Tensor>>()]);
}
