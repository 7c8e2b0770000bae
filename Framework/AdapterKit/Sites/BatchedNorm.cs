using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// The norms of several branches with equally many rows: the rows are normalized once, then scaled and shifted per branch.
/// </summary>
internal sealed class BatchedNorm : ISiteNorm
{
    private readonly Tensor weight;
    private readonly Tensor bias;
    private readonly INorm first;

    private BatchedNorm(IReadOnlyList<INorm> norms)
    {
        first = norms[0];
        using var scope = NewDisposeScope();
        weight = (stack(norms.Select(norm => norm.Scale)) + first.ScaleOffset).unsqueeze(1).DetachFromDisposeScope();
        bias = stack(norms.Select(norm => norm.Shift ?? zeros_like(norm.Scale))).unsqueeze(1).DetachFromDisposeScope();
    }

    /// <summary>Creates a single norm if all branches use the same, a batched one otherwise.</summary>
    /// <param name="norms">The norms, all of one <see cref="NormForm"/>.</param>
    public static ISiteNorm Create(IReadOnlyList<Module<Tensor, Tensor>> norms) =>
        norms.All(norm => ReferenceEquals(norm, norms[0])) ? new SiteNorm(norms[0]) : new BatchedNorm([.. norms.Select(Norms.Of)]);

    public Tensor Apply(Tensor x)
    {
        using var normed = first.Normalize(x);
        using var rows = normed.view(weight.size(0), -1, weight.size(2));
        using var scaled = bias.addcmul(rows, weight, value: 1);
        return scaled.view(x.shape);
    }

    public void Dispose()
    {
        weight.Dispose();
        bias.Dispose();
    }
}
