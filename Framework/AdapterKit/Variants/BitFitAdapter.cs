namespace AdapterKit;

/// <summary>Bias tuning (BitFit, Ben Zaken et al. 2022, §3): <c>W x + b'</c> with a trained copy <c>b'</c> of the product's bias.</summary>
/// <remarks>
/// A fresh one changes nothing, since <c>b'</c> starts from <c>b</c>, or from zero at a product without a bias. It acts on the products of
/// the sub-layers; the biases of the norms, which the paper trains, too, are those of <see cref="NormBiasAdapter"/> and
/// <see cref="EmbeddingBiasAdapter"/>.
/// </remarks>
/// <param name="shape">The widths of the product, with its bias.</param>
[AdapterVariant("bitfit")]
public sealed partial class BitFitAdapter(AdapterShape shape) : ProjectionAdapter
{
    [PeftName("bias")]
    private Parameter bias = BiasCopy.Create(shape);

    private readonly Func<Tensor>? readBias = shape.Bias;

    /// <inheritdoc />
    public override Tensor Apply(Tensor y, Tensor x)
    {
        using var change = BiasCopy.ComputeChange(bias, readBias);
        return y + change;
    }

    /// <summary>Adds <c>b' − b</c> to the bias.</summary>
    /// <inheritdoc />
    public override bool TryMerge(Tensor weight, Tensor bias)
    {
        ArgumentNullException.ThrowIfNull(bias);
        using var change = BiasCopy.ComputeChange(this.bias, readBias);
        bias.add_(change);
        return true;
    }
}
