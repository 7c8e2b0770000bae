using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MyNamespace;

/// <summary>Attention to [P_k; K] and [P_v; V], with trained P_k and P_v.</summary>
[AdapterVariant("my-variant")]
public sealed partial class MyVariantAdapter(AdapterShape shape, MyVariantOptions options) : MemoryAdapter
{
    [Normal(0.02)] private Parameter keys = new(empty(options.Length, shape.Width));
    [Normal(0.02)] private Parameter values = new(empty(options.Length, shape.Width));

    /// <inheritdoc />
    public override Tensor ComputeKeys() => keys.alias();

    /// <inheritdoc />
    public override Tensor ComputeValues() => values.alias();
}
