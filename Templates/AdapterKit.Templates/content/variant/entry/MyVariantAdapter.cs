using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MyNamespace;

/// <summary>h + U·f(D·h + b_d) + b_u. U and b_u start at zero, so that an untrained adapter changes nothing.</summary>
/// <remarks>
/// For vectors in front of every text instead, override <c>Tensor? ComputePrompt()</c>. A variant that can be undone implements
/// <c>IInvertible</c>.
/// </remarks>
[AdapterVariant("my-variant")]
public sealed partial class MyVariantAdapter(AdapterShape shape, MyVariantOptions options) : EntryAdapter
{
    [Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.Bottleneck);
    [Zeros] private readonly Linear up = Linear(options.Bottleneck, shape.Width);
    private readonly Activation activation = options.Activation;

    /// <inheritdoc />
    public override Tensor Enter(Tensor h)
    {
        using var scope = NewDisposeScope();
        return (h + up.call(activation.Apply(down.call(h)))).MoveToOuterDisposeScope();
    }
}
