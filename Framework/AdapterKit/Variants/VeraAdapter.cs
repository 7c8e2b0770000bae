using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// Vector-based random matrix adaptation (VeRA, Kopiczko et al. 2024, eq. 2): <c>W x + b ⊙ B (d ⊙ A x)</c> with random <c>A</c> and
/// <c>B</c> that all products share; only <c>b</c> and <c>d</c> are trained.
/// </summary>
/// <remarks>A fresh one changes nothing, since <c>b</c> starts at zero.</remarks>
/// <param name="shape">The widths of the product.</param>
/// <param name="options">The rank.</param>
/// <param name="matrices">The random matrices; borrowed.</param>
[AdapterVariant("vera")]
public sealed partial class VeraAdapter(AdapterShape shape, VeraOptions options, VeraMatrices matrices) : ProjectionAdapter
{
    private Parameter d = new(full(options.Rank, options.Start, float32));

    [Zeros]
    private Parameter b = new(empty(shape.OutputWidth));

    /// <inheritdoc />
    public override Tensor Apply(Tensor y, Tensor x)
    {
        using var scope = NewDisposeScope();
        var units = functional.linear(x, matrices.GetA(x.size(-1))) * d;
        return y.addcmul(functional.linear(units, matrices.GetB(b.size(0))), b, value: 1).MoveToOuterDisposeScope();
    }

    /// <summary>Adds <c>diag(b) B diag(d) A</c> to <c>W</c>.</summary>
    /// <inheritdoc />
    public override bool TryMerge(Tensor weight, Tensor bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        using var scope = NewDisposeScope();
        weight.addmm_(matrices.GetB(weight.size(0)) * b.unsqueeze(1) * d, matrices.GetA(weight.size(1)));
        return true;
    }
}
