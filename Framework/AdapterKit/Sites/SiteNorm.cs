using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>One norm for all rows: the backbone's, or a task's own copy.</summary>
internal sealed class SiteNorm(LayerNorm norm) : ISiteNorm
{
    private readonly Tensor weight = norm.weight;
    private readonly Tensor? bias = norm.bias;
    private readonly long[] shape = norm.normalized_shape;
    private readonly double eps = norm.eps;

    public Tensor Apply(Tensor x) => functional.layer_norm(x, shape, weight, bias, eps);

    public void Dispose()
    {
    }
}
