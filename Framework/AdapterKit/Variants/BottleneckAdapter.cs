using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Bottleneck adapter (Houlsby et al. 2019, §2.1): <c>Δ(x) = s·(U f(D x + b_d) + b_u)</c>.</summary>
/// <remarks>A fresh one is an exact identity, since <c>U</c> starts at zero.</remarks>
/// <param name="shape">The shape of the site.</param>
/// <param name="options">Width, activation and scaling of the bottleneck.</param>
[AdapterVariant("bottleneck")]
public sealed partial class BottleneckAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
{
    [Down, Normal(0.02), HubName("adapter_down.0")] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
    [Up, Zeros, HubName("adapter_up")] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
    private readonly Activation activation = options.Activation;
    [HubName("scaling", Of = "factor")] private readonly Scaling scaling = new(options.Scaling, options.LearnScaling);
}
