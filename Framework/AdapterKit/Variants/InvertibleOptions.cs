using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="InvertibleAdapter"/>.</summary>
public sealed record InvertibleOptions : VariantOptions
{
    /// <summary>The width of a half divided by the number of units of its network.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ReductionFactor { get; init; } = 2;

    /// <summary>The function between the two products of a network.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Returns the number of units of the network that computes a half.</summary>
    /// <param name="width">The width of the half.</param>
    /// <exception cref="ArgumentOutOfRangeException">The reduction factor is not positive.</exception>
    public int UnitsOf(int width) => new BottleneckOptions { ReductionFactor = ReductionFactor }.BottleneckOf(width);
}
