namespace AdapterKit;

/// <summary>What an adapter norms at its end.</summary>
public enum NormAfter
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its change: <c>h + LN(Δ(x))</c>.</summary>
    Change,

    /// <summary>The sum of its change and what it is added to: <c>LN(h + Δ(x))</c>.</summary>
    Sum,
}
