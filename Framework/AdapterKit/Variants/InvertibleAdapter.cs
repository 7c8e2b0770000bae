using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// Invertible adapter (MAD-X, Pfeiffer et al. 2020, §2.2.3; NICE, Dinh et al. 2015): the embeddings' halves are changed by each other,
/// <c>y₁ = x₁ + F(x₂)</c>, <c>y₂ = x₂ + G(y₁)</c>, with networks <c>F</c>, <c>G</c> of two products each.
/// </summary>
/// <remarks>A fresh one changes nothing, since the second product of each network starts at zero.</remarks>
/// <param name="shape">The width of the embeddings.</param>
/// <param name="options">The size of the networks.</param>
[AdapterVariant("invertible")]
public sealed partial class InvertibleAdapter(AdapterShape shape, InvertibleOptions options) : EntryAdapter, IInvertible
{
    private readonly int half = shape.Width / 2;
    private readonly Activation activation = options.Activation;

    [Normal(0.02), HubName("F.0")]
    private readonly Linear firstDown = Linear(shape.Width - (shape.Width / 2), options.UnitsOf(shape.Width / 2));

    [Zeros, HubName("F.2")]
    private readonly Linear firstUp = Linear(options.UnitsOf(shape.Width / 2), shape.Width / 2);

    [Normal(0.02), HubName("G.0")]
    private readonly Linear secondDown = Linear(shape.Width / 2, options.UnitsOf(shape.Width - (shape.Width / 2)));

    [Zeros, HubName("G.2")]
    private readonly Linear secondUp = Linear(options.UnitsOf(shape.Width - (shape.Width / 2)), shape.Width - (shape.Width / 2));

    /// <inheritdoc />
    public override Tensor Enter(Tensor h)
    {
        using var scope = NewDisposeScope();
        var (x1, x2) = Split(h);
        var y1 = x1 + ComputeFirst(x2);
        return cat([y1, x2 + ComputeSecond(y1)], -1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public Tensor Invert(Tensor h)
    {
        using var scope = NewDisposeScope();
        var (y1, y2) = Split(h);
        var x2 = y2 - ComputeSecond(y1);
        return cat([y1 - ComputeFirst(x2), x2], -1).MoveToOuterDisposeScope();
    }

    private (Tensor First, Tensor Second) Split(Tensor h)
    {
        ArgumentNullException.ThrowIfNull(h);
        return (h.narrow(-1, 0, half), h.narrow(-1, half, h.size(-1) - half));
    }

    private Tensor ComputeFirst(Tensor x) => firstUp.call(activation.Apply(firstDown.call(x)));

    private Tensor ComputeSecond(Tensor x) => secondUp.call(activation.Apply(secondDown.call(x)));
}
