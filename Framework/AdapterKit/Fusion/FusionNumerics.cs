namespace AdapterKit;

/// <summary>
/// The formula of a fusion, with <c>z_n = Δ_n(x)</c> the output of member n and <c>r</c> the hidden state that it is added to.
/// </summary>
/// <remarks>
/// Whether values are projected before or after they are summed makes no difference: <c>Σ p_n W_v z_n = W_v Σ p_n z_n</c>,
/// and the latter is a single product. A bias on keys adds the same to every score and cancels in the softmax.
/// </remarks>
public enum FusionNumerics
{
    /// <summary>
    /// <c>r + W_v Σ p_n z_n</c> with <c>p = softmax(q·W_k z_n)</c>, unscaled (Pfeiffer et al. 2021, eq. 2, as AdapterHub computes it).
    /// </summary>
    AdapterHub,

    /// <summary>
    /// <c>W_v Σ p_n o_n + b_v</c> with members that keep their residual, <c>o_n = r + z_n</c>, and
    /// <c>p = softmax(q·W_k o_n / √d)</c> (Vaswani et al. 2017, §3.2.1).
    /// </summary>
    ScaledDotProduct,
}
