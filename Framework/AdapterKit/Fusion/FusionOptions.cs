namespace AdapterKit;

/// <summary>How the members of a task are fused; the defaults are those of Pfeiffer et al. 2021.</summary>
public sealed record FusionOptions
{
    /// <summary>The formula.</summary>
    public FusionNumerics Numerics { get; init; } = FusionNumerics.AdapterHub;

    /// <summary>Whether queries are projected; otherwise the hidden state itself is the query.</summary>
    public bool Query { get; init; } = true;

    /// <summary>Whether keys are projected; otherwise the members' outputs are the keys.</summary>
    public bool Key { get; init; } = true;

    /// <summary>Whether values are projected; otherwise the members' outputs are the values.</summary>
    public bool Value { get; init; } = true;

    /// <summary>Whether the value projection starts as the identity with 1e-6 off the diagonal, rather than as noise.</summary>
    public bool ValueStartsAsIdentity { get; init; } = true;

    /// <summary>
    /// Whether the query reads the sub-layer's output rather than the adapters' input. Matters with <see cref="AdapterPlacement.Pfeiffer"/>
    /// alone.
    /// </summary>
    public bool QueryBeforeNorm { get; init; }

    /// <summary>
    /// Whether the sub-layer's output passes through the value projection together with the members: <c>W_v (h + Σ p_n z_n)</c>.
    /// </summary>
    public bool ResidualThroughValue { get; init; }

    /// <summary>Whether scores are divided by a temperature that decreases from 50 to 1 during training, by 0.05 per step.</summary>
    public bool Temperature { get; init; }

    /// <summary>The probability with which a score is set to zero in training.</summary>
    public double Dropout { get; init; }

    /// <summary>The factor of <c>‖I − W_v‖²</c> in the loss; 0 for none.</summary>
    public double Regularization { get; init; } = 0.01;

    // With the residual inside the value projection, the fusion's output replaces h instead of adding to it.
    internal bool ReplacesHidden => ResidualThroughValue || Numerics == FusionNumerics.ScaledDotProduct;

    // A single member has weight 1, whatever the query.
    internal FusionOptions For(int members) => members > 1 ? this : this with { Query = false, Key = false, Temperature = false };

    // With other placements no norm stands between the two inputs.
    internal bool QueryReadsSublayer(AdapterPlacement placement) => QueryBeforeNorm && placement == AdapterPlacement.Pfeiffer;
}
