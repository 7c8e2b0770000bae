namespace AdapterKit;

/// <summary>
/// What all <see cref="CompacterAdapter"/>s of a set share: the rule, and the weights if <see cref="CompacterOptions.ShareWeights"/>.
/// </summary>
/// <param name="shape">The sites.</param>
/// <param name="options">What is shared.</param>
[SharedModule]
public sealed partial class CompacterShared(SharedShape shape, CompacterOptions options) : SharedModule
{
    [Normal(0.01), HubName("phm_rule")]
    private Parameter? rule = options is { ShareRule: true, FactorizeRule: false }
        ? new(empty(options.Dimension, options.Dimension, options.Dimension)) : null;

    [Normal(0.1), HubName("phm_rule_left")]
    private Parameter? ruleLeft = options is { ShareRule: true, FactorizeRule: true }
        ? new(empty(options.Dimension, options.Dimension, options.Rank)) : null;

    [Normal(0.1), HubName("phm_rule_right")]
    private Parameter? ruleRight = options is { ShareRule: true, FactorizeRule: true }
        ? new(empty(options.Dimension, options.Rank, options.Dimension)) : null;

    [HubName("W_down")]
    private Parameter? down = options is { ShareWeights: true, Factorized: false }
        ? HypercomplexWeights.CreateUniform(options.Dimension, GetWidth(shape, options), GetUnits(shape, options)) : null;

    [HubName("W_down_left")]
    private Parameter? downLeft = options is { ShareWeights: true, Factorized: true }
        ? HypercomplexWeights.CreateUniform(options.Dimension, GetWidth(shape, options), options.Rank) : null;

    [HubName("W_down_right")]
    private Parameter? downRight = options is { ShareWeights: true, Factorized: true }
        ? HypercomplexWeights.CreateUniform(options.Dimension, options.Rank, GetUnits(shape, options)) : null;

    [HubName("W_up")]
    private Parameter? up = options is { ShareWeights: true, Factorized: false }
        ? HypercomplexWeights.CreateZeros(options.Dimension, GetUnits(shape, options), GetWidth(shape, options)) : null;

    [HubName("W_up_left")]
    private Parameter? upLeft = options is { ShareWeights: true, Factorized: true }
        ? HypercomplexWeights.CreateUniform(options.Dimension, GetUnits(shape, options), options.Rank) : null;

    [HubName("W_up_right")]
    private Parameter? upRight = options is { ShareWeights: true, Factorized: true }
        ? HypercomplexWeights.CreateZeros(options.Dimension, options.Rank, GetWidth(shape, options)) : null;

    /// <summary>Computes the rule, <c>[n, n, n]</c>, as a new tensor; <see langword="null"/> if each adapter has its own.</summary>
    internal Tensor? ComputeRule() => (rule ?? ruleLeft) is null ? null : HypercomplexWeights.Join(rule, ruleLeft, ruleRight);

    /// <summary>
    /// Computes the right factors of the projection down, <c>[n, width / n, bottleneck / n]</c>; <see langword="null"/> if each adapter has
    /// its own.
    /// </summary>
    internal Tensor? ComputeDown() => (down ?? downLeft) is null ? null : HypercomplexWeights.Join(down, downLeft, downRight);

    /// <summary>Computes the right factors of the projection up.</summary>
    internal Tensor? ComputeUp() => (up ?? upLeft) is null ? null : HypercomplexWeights.Join(up, upLeft, upRight);

    private static long GetUnits(SharedShape shape, CompacterOptions options) =>
        options.BottleneckOf(shape.Places[0].Width) / options.Dimension;

    private static long GetWidth(SharedShape shape, CompacterOptions options) =>
        shape.Places.Select(place => place.Width).Distinct().ToList() is [var width]
            ? width / options.Dimension
            : throw new ArgumentException("Sites of different widths cannot share weights.");
}
