using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// The norms of several branches with equally many rows: the rows are normalized once, then scaled and shifted per branch.
/// </summary>
internal sealed class BatchedNorm : ISiteNorm
{
    private readonly Tensor weight;
    private readonly Tensor bias;
    private readonly long[] shape;
    private readonly double eps;

    private BatchedNorm(IReadOnlyList<LayerNorm> norms)
    {
        (shape, eps) = (norms[0].normalized_shape, norms[0].eps);
        using var scope = NewDisposeScope();
        weight = stack(norms.Select(norm => norm.weight)).unsqueeze(1).DetachFromDisposeScope();
        bias = stack(norms.Select(norm => norm.bias ?? zeros_like(norm.weight))).unsqueeze(1).DetachFromDisposeScope();
    }

    /// <summary>Creates a single norm if all branches use the same, a batched one otherwise.</summary>
    public static ISiteNorm Create(IReadOnlyList<LayerNorm> norms) =>
        norms.All(norm => ReferenceEquals(norm, norms[0])) ? new SiteNorm(norms[0]) : new BatchedNorm(norms);

    public Tensor Apply(Tensor x)
    {
        using var normed = functional.layer_norm(x, shape, weight: null, bias: null, eps);
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
