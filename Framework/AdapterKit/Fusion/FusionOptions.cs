namespace AdapterKit;

/// <summary>How the members of a fusion are mixed; the defaults are those of Pfeiffer et al. 2021.</summary>
public sealed record FusionOptions
{
    /// <summary>The formula.</summary>
    public FusionNumerics Numerics { get; init; } = FusionNumerics.AdapterHub;

    /// <summary>Whether queries are projected; otherwise the hidden state itself asks.</summary>
    public bool Query { get; init; } = true;

    /// <summary>Whether keys are projected; otherwise the members' own outputs are the keys.</summary>
    public bool Key { get; init; } = true;

    /// <summary>Whether values are projected; otherwise the members' own outputs are mixed.</summary>
    public bool Value { get; init; } = true;

    /// <summary>Whether the value projection starts as the identity with 1e-6 beside the diagonal, rather than as noise.</summary>
    public bool ValueStartsAsIdentity { get; init; } = true;

    /// <summary>Whether the sub-layer's bare output asks, rather than what the adapters see. Matters with <see cref="AdapterPlacement.Pfeiffer"/> alone.</summary>
    public bool QueryBeforeNorm { get; init; }

    /// <summary>Whether the residual goes through the value projection together with the members: <c>W_v (r + Σ p_n z_n)</c>.</summary>
    public bool ResidualBefore { get; init; }

    /// <summary>Whether scores are divided by a temperature that falls from 50 to 1 in the course of training, by 0.05 a step.</summary>
    public bool Temperature { get; init; }

    /// <summary>The share of scores set to zero in training.</summary>
    public double Dropout { get; init; }

    /// <summary>The weight of <c>‖I − W_v‖²</c> in the loss; none where 0.</summary>
    public double Regularization { get; init; } = 0.01;

    // A single member's weight is 1, whatever it is asked.
    internal FusionOptions For(int members) => members > 1 ? this : this with { Query = false, Key = false, Temperature = false };

    // Where values go through the projection with their residual, the mixture stands in for h instead of adding to it.
    internal bool Replaces => ResidualBefore || Numerics == FusionNumerics.ScaledDotProduct;

    // Elsewhere the adapters see no norm, and so does the query.
    internal bool AsksApart(AdapterPlacement placement) => QueryBeforeNorm && placement == AdapterPlacement.Pfeiffer;
}
