using static TorchSharp.torch.nn;

namespace AdapterKit.Benchmarks;

/// <summary>A bottleneck adapter as one would write it for one model.</summary>
internal sealed class HandWrittenBottleneck(IBottleneck weights)
{
    private readonly Linear down = weights.Down;
    private readonly Linear up = weights.Up;

    /// <summary><c>h + U·relu(D·x + b_d) + b_u</c></summary>
    public Tensor AddTo(Tensor h, Tensor x)
    {
        using var reduced = down.call(x);
        using var activated = functional.relu(reduced);
        return up.call(activated).add_(h);
    }
}
