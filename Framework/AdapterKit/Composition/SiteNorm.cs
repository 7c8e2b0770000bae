using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The norm that a plan uses at a site: the backbone's, or a task's own copy.</summary>
internal sealed class SiteNorm(LayerNorm norm)
{
    private readonly Tensor weight = norm.weight;
    private readonly Tensor? bias = norm.bias;
    private readonly long[] shape = norm.normalized_shape;
    private readonly double eps = norm.eps;

    public Tensor Apply(Tensor x) => functional.layer_norm(x, shape, weight, bias, eps);
}
