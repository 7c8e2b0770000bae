using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>One norm for all rows: the backbone's, or a task's own copy.</summary>
internal sealed class SiteNorm(Module<Tensor, Tensor> norm) : ISiteNorm
{
    public Tensor Apply(Tensor x) => norm.call(x);

    public void Dispose()
    {
    }
}
