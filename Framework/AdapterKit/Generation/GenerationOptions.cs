namespace AdapterKit;

/// <summary>How a language model continues texts; the defaults choose the most likely token each time.</summary>
public sealed record GenerationOptions
{
    /// <summary>The maximum number of new tokens of a text.</summary>
    public int MaxNewTokens { get; init; } = 64;

    /// <summary>
    /// The tokens at which a text ends; <see langword="null"/> for those of the model (<see cref="ILanguageModel.EndIds"/>). The token is
    /// one of the new tokens, but has no part in the text.
    /// </summary>
    public IReadOnlyList<int>? EndIds { get; init; }

    /// <summary>The texts at which a text ends, found in the decoded new tokens; they are part of the result.</summary>
    public IReadOnlyList<string> StopTexts { get; init; } = [];

    /// <summary>What logits are divided by before a token is drawn; 0 to choose the most likely token.</summary>
    public double Temperature { get; init; }

    /// <summary>The number of most likely tokens among which one is drawn (Fan et al. 2018); 0 for all.</summary>
    public int TopK { get; init; }

    /// <summary>
    /// The probability of the smallest set of most likely tokens among which one is drawn (Holtzman et al. 2020, eq. 2); 1 for all.
    /// </summary>
    public double TopP { get; init; } = 1;

    /// <summary>
    /// What positive logits of tokens that the text has already are divided by, and negative ones multiplied by (Keskar et al. 2019,
    /// §4.1).
    /// </summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>The seed of the draws. A text's draws depend on this number and its row alone.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The number of beginnings of a text that are kept while others are tried (beam search, Sutskever et al. 2014, §3.2); 1 to decide for
    /// each token at once. With several, the most likely text is the result, no token is drawn, and none is final before the last.
    /// </summary>
    public int Beams { get; init; } = 1;

    /// <summary>
    /// How beams of different lengths are compared: by the sum of the logarithms of their probabilities over the number of new tokens to
    /// this power. 0 prefers short texts, numbers above 1 prefer long ones.
    /// </summary>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>
    /// Whether keys and values of earlier tokens are kept; without, every step computes the whole text anew, as it does for adapters that
    /// read whole texts, such as gates, or prepend a prompt.
    /// </summary>
    public bool UsesCache { get; init; } = true;

    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxNewTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(Temperature);
        ArgumentOutOfRangeException.ThrowIfNegative(TopK);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(TopP);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TopP, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RepetitionPenalty);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Beams);
        if (!double.IsFinite(LengthPenalty))
            throw new ArgumentOutOfRangeException(nameof(LengthPenalty), "The length penalty is not a number.");
        if (Beams > 1 && Temperature > 0)
            throw new ArgumentOutOfRangeException(nameof(Temperature), "Beam search draws no tokens: leave the temperature at 0.");
        if (StopTexts.Any(string.IsNullOrEmpty))
            throw new ArgumentOutOfRangeException(nameof(StopTexts), "A text to stop at is empty.");
    }
}
