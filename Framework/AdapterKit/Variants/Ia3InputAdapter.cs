using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Learned scaling of the input of a product ((IA)³, Liu et al. 2022, §3.3): <c>W (x ⊙ l) + b</c>.</summary>
/// <remarks>
/// A fresh one changes nothing, since <c>l</c> starts at one. At the second product of a feed-forward network it scales the output of the
/// activation, as the paper and the PEFT library do.
/// </remarks>
/// <param name="shape">The widths of the product.</param>
[AdapterVariant("ia3-input")]
public sealed partial class Ia3InputAdapter(AdapterShape shape) : ProjectionAdapter
{
    [Ones, PeftName("ia3_l", IsRow = true)]
    private Parameter scale = new(ones(shape.InputWidth));

    /// <inheritdoc />
    public override bool ReadsWeight => true;

    /// <inheritdoc />
    /// <remarks>What is added to <paramref name="y"/> keeps the changes of other adapters at the same product.</remarks>
    public override Tensor Apply(Tensor y, Tensor x, Tensor weight, Tensor? bias)
    {
        using var scope = NewDisposeScope();
        return functional.linear(x * (scale - 1), weight).add_(y).MoveToOuterDisposeScope();
    }

    /// <summary>Multiplies the columns of <c>W</c> by <c>l</c>.</summary>
    /// <inheritdoc />
    public override bool TryMerge(Tensor weight, Tensor bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        weight.mul_(scale);
        return true;
    }
}
