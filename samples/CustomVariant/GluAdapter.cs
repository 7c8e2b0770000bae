using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Samples.CustomVariant;

/// <summary>An adapter with a gated linear unit: Δ(h) = U·(σ(G·h) ⊙ V·h).</summary>
/// <remarks>U starts at zero, so that an untrained adapter changes nothing.</remarks>
[AdapterVariant("glu")]
public sealed partial class GluAdapter(AdapterShape shape, GluOptions options) : ResidualAdapter
{
    [Normal(0.02)] private readonly Linear gate = Linear(shape.Width, options.Inner);
    [Normal(0.02)] private readonly Linear value = Linear(shape.Width, options.Inner);
    [Zeros] private readonly Linear up = Linear(options.Inner, shape.Width);
    private readonly Activation activation = options.Gate;

    /// <inheritdoc />
    public override Tensor Delta(Tensor h)
    {
        using var scope = NewDisposeScope();
        return up.call(activation.Apply(gate.call(h)) * value.call(h)).MoveToOuterDisposeScope();
    }
}
