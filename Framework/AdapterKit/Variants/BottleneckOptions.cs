using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="BottleneckAdapter"/>.</summary>
public sealed record BottleneckOptions : VariantOptions
{
    /// <summary>Hidden width divided by bottleneck width, unless <see cref="Bottleneck"/> is set. 16 in Pfeiffer et al. 2021.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ReductionFactor { get; init; } = 16;

    /// <summary>The width of the bottleneck, independent of the hidden width.</summary>
    [Range(1, int.MaxValue)]
    public int? Bottleneck { get; init; }

    /// <summary>The function between the two projections.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The factor <c>s</c> on the adapter's change, or its initial value if it is learned.</summary>
    public double Scaling { get; init; } = 1;

    /// <summary>Whether <see cref="Scaling"/> is a trained parameter (He et al. 2022, scaled parallel adapter).</summary>
    public bool LearnScaling { get; init; }

    /// <summary>Returns the width of the bottleneck at a site; at least 1.</summary>
    /// <param name="width">The width of the hidden states at the site.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bottleneck or the reduction factor is not positive.</exception>
    public int BottleneckOf(int width)
    {
        if (Bottleneck is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(given, nameof(Bottleneck));
            return given;
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ReductionFactor);
        return Math.Max(1, (int)(width / ReductionFactor));
    }
}
