using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MyNamespace;

/// <summary>W·x + s·B·A·x. B starts at zero, so that an untrained adapter changes nothing.</summary>
/// <remarks>
/// [Down] and [Up] let the compiler write <c>Apply</c>. For another formula, remove them and override
/// <c>Tensor Apply(Tensor y, Tensor x)</c>, where <c>y</c> is <c>W·x</c>.
/// </remarks>
[AdapterVariant("my-variant")]
public sealed partial class MyVariantAdapter(AdapterShape shape, MyVariantOptions options) : ProjectionAdapter
{
    [Down, KaimingUniform] private readonly Linear a = Linear(shape.InputWidth, options.Rank, hasBias: false);
    [Up, Zeros] private readonly Linear b = Linear(options.Rank, shape.OutputWidth, hasBias: false);
    private readonly Scaling scaling = new(options.Scale, learned: false);
}
