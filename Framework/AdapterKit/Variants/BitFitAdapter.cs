namespace AdapterKit;

/// <summary>Bias tuning (BitFit, Ben Zaken et al. 2022, §3): <c>W x + b + δ</c> with a trained <c>δ</c>.</summary>
/// <remarks>
/// A fresh one changes nothing, since <c>δ</c> starts at zero. It acts on the products of the sub-layers; the biases of the norms, which
/// the paper trains, too, are those of <see cref="NormBiasAdapter"/>.
/// </remarks>
/// <param name="shape">The widths of the product.</param>
[AdapterVariant("bitfit")]
public sealed partial class BitFitAdapter(AdapterShape shape) : ProjectionAdapter
{
    [Zeros]
    private Parameter delta = new(empty(shape.OutputWidth));

    /// <inheritdoc />
    public override Tensor Apply(Tensor y, Tensor x) => y + delta;

    /// <summary>Adds <c>δ</c> to <c>b</c>.</summary>
    /// <inheritdoc />
    public override bool TryMerge(Tensor weight, Tensor bias)
    {
        ArgumentNullException.ThrowIfNull(bias);
        bias.add_(delta);
        return true;
    }
}
