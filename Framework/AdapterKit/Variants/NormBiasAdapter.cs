namespace AdapterKit;

/// <summary>
/// Bias tuning (BitFit, Ben Zaken et al. 2022, §3) of the norms that follow sub-layers: <c>LN(h + a)</c> with a trained copy of its bias,
/// and <see cref="AdapterPlacement.AfterNorm"/>.
/// </summary>
/// <remarks>
/// A fresh one changes nothing, since the copy starts from the backbone's bias, or from zero where no norm with a bias follows. Together
/// with <see cref="BitFitAdapter"/> it trains all biases of a post-norm layer, as in the paper. In a pre-norm layer a norm is read by
/// products alone, whose biases say the same.
/// <code>
/// [Adapter&lt;BitFitAdapter&gt;]
/// [Adapter&lt;NormBiasAdapter&gt;(Placement = AdapterPlacement.AfterNorm, TuneNorms = false)]
/// </code>
/// </remarks>
/// <param name="shape">The width of the site, with the bias of its norm.</param>
[AdapterVariant("norm-bias")]
public sealed partial class NormBiasAdapter(AdapterShape shape) : ResidualAdapter
{
    [PeftName("bias")]
    private Parameter bias = BiasCopy.Create(shape);

    private readonly Func<Tensor>? readBias = shape.Bias;

    /// <summary>Returns what is added to the bias, for every token.</summary>
    /// <inheritdoc />
    public override Tensor Delta(Tensor h)
    {
        ArgumentNullException.ThrowIfNull(h);
        using var change = BiasCopy.ComputeChange(bias, readBias);
        using var rows = change.expand(h.shape);
        return rows.clone();
    }

    /// <inheritdoc />
    public override Tensor AddTo(Tensor h, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(h);
        using var change = BiasCopy.ComputeChange(bias, readBias);
        return h + change;
    }
}
