using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="EmbeddingLoraAdapter"/>.</summary>
public sealed record EmbeddingLoraOptions : VariantOptions
{
    /// <summary>The table that is changed.</summary>
    public EmbeddingTable Table { get; init; }

    /// <summary>The rank <c>r</c> of the change.</summary>
    [Range(1, int.MaxValue)]
    public int Rank { get; init; } = 8;

    /// <summary>The numerator <c>α</c> of the scaling.</summary>
    public double Alpha { get; init; } = 8;

    /// <summary>Whether <c>s</c> is <c>α/√r</c> (rsLoRA, Kalajdzievski 2023) rather than <c>α/r</c>.</summary>
    public bool RankStabilized { get; init; }

    /// <summary>Returns <c>s</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rank is not positive.</exception>
    public double GetScaling()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Rank);
        return Alpha / (RankStabilized ? Math.Sqrt(Rank) : Rank);
    }

    internal long CountRows(AdapterShape shape) => shape.Tables?.CountRows(Table)
        ?? throw new ArgumentException("The tables of the backbone's embeddings cannot be changed.", nameof(shape));
}
