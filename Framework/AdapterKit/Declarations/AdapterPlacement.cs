namespace AdapterKit;

/// <summary>How an adapter joins the residual path.</summary>
/// <remarks>
/// <c>h</c> is the sub-layer's output, <c>a</c> its input, <c>LN</c> the norm that follows (the identity in a pre-norm layer).
/// </remarks>
public enum AdapterPlacement
{
    /// <summary><c>LN(h + Δ(h) + a)</c> (Houlsby et al. 2019).</summary>
    Sequential,

    /// <summary><c>x + Δ(x)</c> with <c>x = LN(h + a)</c>.</summary>
    AfterNorm,

    /// <summary><c>LN(h + Δ(LN(h + a)) + a)</c> (Pfeiffer et al. 2021).</summary>
    Pfeiffer,

    /// <summary><c>LN(h + Δ(a) + a)</c> (He et al. 2022).</summary>
    Parallel,
}
