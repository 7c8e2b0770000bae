namespace AdapterKit;

/// <summary>
/// Bias tuning (BitFit, Ben Zaken et al. 2022, §3) of the norms that follow sub-layers: <c>LN(h + a) + δ</c> with a trained <c>δ</c> and
/// <see cref="AdapterPlacement.AfterNorm"/>.
/// </summary>
/// <remarks>
/// A fresh one changes nothing, since <c>δ</c> starts at zero. Together with <see cref="BitFitAdapter"/> it trains all biases of a
/// post-norm layer, as in the paper. In a pre-norm layer a norm is read by products alone, whose biases say the same.
/// <code>
/// [Adapter&lt;BitFitAdapter&gt;]
/// [Adapter&lt;NormBiasAdapter&gt;(Placement = AdapterPlacement.AfterNorm, TuneNorms = false)]
/// </code>
/// </remarks>
/// <param name="shape">The width of the site.</param>
[AdapterVariant("norm-bias")]
public sealed partial class NormBiasAdapter(AdapterShape shape) : ResidualAdapter
{
    [Zeros]
    private Parameter delta = new(empty(shape.Width));

    /// <summary>Returns <c>δ</c> for every token.</summary>
    /// <inheritdoc />
    public override Tensor Delta(Tensor h)
    {
        ArgumentNullException.ThrowIfNull(h);
        using var rows = delta.expand(h.shape);
        return rows.clone();
    }

    /// <inheritdoc />
    public override Tensor AddTo(Tensor h, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(h);
        return h + delta;
    }
}
