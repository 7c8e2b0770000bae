using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MyNamespace;

/// <summary>Δ(h) = U·f(D·h + b_d) + b_u. U and b_u start at zero, so that an untrained adapter changes nothing.</summary>
/// <remarks>
/// [Down] and [Up] let the compiler write <c>Delta</c>. For another formula, remove them and override
/// <c>Tensor Delta(Tensor h)</c>.
/// </remarks>
[AdapterVariant("my-variant")]
public sealed partial class MyVariantAdapter(AdapterShape shape, MyVariantOptions options) : ResidualAdapter
{
    [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.Bottleneck);
    [Up, Zeros] private readonly Linear up = Linear(options.Bottleneck, shape.Width);
    private readonly Activation activation = options.Activation;
}
