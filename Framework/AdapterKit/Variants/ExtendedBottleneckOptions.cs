using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="ExtendedBottleneckAdapter"/>.</summary>
public sealed record ExtendedBottleneckOptions : VariantOptions
{
    /// <inheritdoc cref="BottleneckOptions.ReductionFactor" />
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ReductionFactor { get; init; } = 16;

    /// <inheritdoc cref="BottleneckOptions.Bottleneck" />
    [Range(1, int.MaxValue)]
    public int? Bottleneck { get; init; }

    /// <inheritdoc cref="BottleneckOptions.Activation" />
    public Activation Activation { get; init; } = Activation.Relu;

    /// <inheritdoc cref="BottleneckOptions.Scaling" />
    public double Scaling { get; init; } = 1;

    /// <inheritdoc cref="BottleneckOptions.LearnScaling" />
    public bool LearnScaling { get; init; }

    /// <summary>Whether each feature has a trained factor, which starts at 1 (AdapterPlus, Steitz and Roth 2024, §3.3).</summary>
    public bool ScaleChannels { get; init; }

    /// <summary>Whether a gate multiplies the change by a number for each text (UniPELT, Mao et al. 2022).</summary>
    public Gating Gating { get; init; }

    /// <summary>Whether the adapter norms what it reads.</summary>
    public bool NormBefore { get; init; }

    /// <summary>What the adapter norms at its end.</summary>
    public NormAfter NormAfter { get; init; }

    /// <summary>The probability with which a unit between the two projections is set to zero in training.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; init; }

    /// <summary>The probability with which the whole change to a text is left out in training (Huang et al. 2016).</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double StochasticDepth { get; init; }

    /// <inheritdoc cref="BottleneckOptions.BottleneckOf" />
    public int BottleneckOf(int width) =>
        new BottleneckOptions { ReductionFactor = ReductionFactor, Bottleneck = Bottleneck }.BottleneckOf(width);
}
