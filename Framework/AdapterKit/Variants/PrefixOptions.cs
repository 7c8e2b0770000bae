using System.ComponentModel.DataAnnotations;

namespace AdapterKit;

/// <summary>Options of <see cref="PrefixAdapter"/>.</summary>
public record PrefixOptions : VariantOptions
{
    /// <summary>The number of keys and values that a prefix adds.</summary>
    [Range(1, int.MaxValue)]
    public int Length { get; init; } = 10;

    /// <summary>
    /// Whether the text behind the prefix begins at the position after its last key, as in the PEFT library, rather than at 0.
    /// </summary>
    public bool ShiftsPositions { get; init; }

    /// <summary>Whether a gate multiplies the prefix by a number for each text (UniPELT, Mao et al. 2022).</summary>
    public Gating Gating { get; init; }

    /// <summary>Whether keys and values have a gate each.</summary>
    public bool GatesApart { get; init; }
}
