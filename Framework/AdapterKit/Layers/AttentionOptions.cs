namespace AdapterKit;

/// <summary>What distinguishes an attention from that of Vaswani et al. 2017; the defaults are theirs.</summary>
public sealed record AttentionOptions
{
    /// <summary>
    /// The number of heads of keys and values, a divisor of the number of heads: several heads share one of them (Ainslie et al. 2023,
    /// grouped-query attention). As many as there are heads if <see langword="null"/>.
    /// </summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>The width of a head; the width of the input, split among the heads, if <see langword="null"/>.</summary>
    public int? HeadWidth { get; init; }

    /// <summary>The width of the output; that of the input if <see langword="null"/>.</summary>
    public int? OutputWidth { get; init; }

    /// <summary>Whether a token attends to itself and earlier tokens only, as in models that predict the next token.</summary>
    public bool IsCausal { get; init; }

    /// <summary>
    /// How many tokens a token of causal attention attends to: itself and those before it, by their positions in the text (Beltagy et al.
    /// 2020, §3.1; Jiang et al. 2023, §2). All of them if <see langword="null"/>. Keys that adapters add are in every window.
    /// </summary>
    public int? Window { get; init; }

    /// <summary>The rotation of queries and keys by their positions; <see langword="null"/> for none.</summary>
    public RotaryPositions? Rotary { get; init; }

    /// <summary>
    /// What is added to the scores by distance, as in T5 (Raffel et al. 2020, §2.1); <see langword="null"/> for nothing. The layers of a
    /// stack share it.
    /// </summary>
    public RelativePositionBias? RelativeBias { get; init; }

    /// <summary>Whether scores are divided by the root of a head's width (Vaswani et al. 2017, eq. 1). T5's are not.</summary>
    public bool IsScaled { get; init; } = true;

    /// <summary>The width by whose root scores are divided; that of a head if <see langword="null"/>.</summary>
    public double? ScaledWidth { get; init; }

    /// <summary>
    /// The number <c>c</c> that scores stay below: <c>s</c> becomes <c>c tanh(s / c)</c> (Gemma Team 2024, §2, logit soft-capping);
    /// <see langword="null"/> for none.
    /// </summary>
    public double? ScoreCap { get; init; }

    /// <summary>Whether the products of queries, keys and values have a bias.</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>Whether the product of the merged heads has a bias.</summary>
    public bool OutputHasBias { get; init; } = true;

    /// <summary>
    /// Whether queries, keys and values are also one place for adapters, <c>qkv</c>, as in GPT-2, whose checkpoints have one matrix for
    /// them. A task has adapters there only if it names the place.
    /// </summary>
    public bool IsPacked { get; init; }

    /// <summary>The probability with which an attention weight or output is set to zero in training.</summary>
    public double Dropout { get; init; }

    /// <summary>Returns the width of a head.</summary>
    /// <exception cref="ArgumentException">Widths or heads cannot be split evenly.</exception>
    internal int GetHeadWidth(int width, int heads)
    {
        if (heads < 1 || (HeadWidth is null && width % heads != 0))
            throw new ArgumentException($"A width of {width} cannot be split among {heads} heads.", nameof(heads));
        if (KeyValueHeads is { } shared && (shared < 1 || heads % shared != 0))
            throw new ArgumentException($"{heads} heads cannot share {shared} heads of keys and values.", nameof(heads));

        return HeadWidth ?? width / heads;
    }
}
