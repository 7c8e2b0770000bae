using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="CompacterAdapter"/>.</summary>
public sealed record CompacterOptions : VariantOptions
{
    /// <summary>Hidden width divided by bottleneck width, unless <see cref="Bottleneck"/> is set.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ReductionFactor { get; init; } = 32;

    /// <summary>The width of the bottleneck; a multiple of <see cref="Dimension"/>, as the hidden width is.</summary>
    [Range(1, int.MaxValue)]
    public int? Bottleneck { get; init; }

    /// <summary>The function between the two projections.</summary>
    public Activation Activation { get; init; } = Activation.Gelu;

    /// <inheritdoc cref="BottleneckOptions.Scaling" />
    public double Scaling { get; init; } = 1;

    /// <inheritdoc cref="BottleneckOptions.LearnScaling" />
    public bool LearnScaling { get; init; }

    /// <summary>The number <c>n</c> of Kronecker products in a matrix, and the size of their left factors.</summary>
    [Range(1, int.MaxValue)]
    public int Dimension { get; init; } = 4;

    /// <summary>The rank of the right factors, if they are <see cref="Factorized"/>, and of the rule, if it is.</summary>
    [Range(1, int.MaxValue)]
    public int Rank { get; init; } = 1;

    /// <summary>Whether the right factors <c>B_i</c> are products <c>s_i t_i</c> of low rank.</summary>
    public bool Factorized { get; init; } = true;

    /// <summary>Whether all adapters share the left factors <c>A_i</c>, the rule of the hypercomplex multiplication.</summary>
    public bool ShareRule { get; init; } = true;

    /// <summary>Whether the left factors are products of low rank, too.</summary>
    public bool FactorizeRule { get; init; }

    /// <summary>Whether all adapters share the right factors, too.</summary>
    public bool ShareWeights { get; init; }

    /// <summary>Whether both projections have a bias.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Returns the width of the bottleneck at a site.</summary>
    /// <param name="width">The width of the hidden states at the site.</param>
    /// <exception cref="ArgumentException">One of the two widths is no multiple of <see cref="Dimension"/>.</exception>
    public int BottleneckOf(int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Dimension);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Rank);
        var bottleneck = new BottleneckOptions { ReductionFactor = ReductionFactor, Bottleneck = Bottleneck }.BottleneckOf(width);
        return width % Dimension == 0 && bottleneck % Dimension == 0
            ? bottleneck
            : throw new ArgumentException(
                $"A Kronecker product with {Dimension} × {Dimension} left factors cannot map a width of {width} to {bottleneck}: both must "
                + $"be multiples of {Dimension}.");
    }
}
