namespace AdapterKit;

/// <summary>How well texts are predicted token by token.</summary>
public sealed class LanguageModelMetrics : TaskScores
{
    /// <summary>Takes the likelihood of each text; a longer text counts more.</summary>
    /// <param name="texts">The likelihoods.</param>
    public LanguageModelMetrics(IEnumerable<TextLikelihood> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var all = texts.ToList();
        Count = all.Count;
        var tokens = all.Sum(text => (long)text.Tokens);
        CrossEntropy = tokens == 0 ? 0 : -all.Sum(text => text.LogProbability) / tokens;
    }

    /// <inheritdoc />
    public override int Count { get; }

    /// <summary>The mean cross-entropy of the tokens after the first of each text, in nats; 0 without such tokens.</summary>
    public double CrossEntropy { get; }

    /// <summary>e to the power of <see cref="CrossEntropy"/>.</summary>
    public double Perplexity => Math.Exp(CrossEntropy);

    /// <inheritdoc />
    public override IReadOnlyList<Metric> Metrics =>
        [new("perplexity", "perplexity", Perplexity), new("crossEntropy", "cross-entropy", CrossEntropy)];

    /// <inheritdoc />
    public override double Selection => -CrossEntropy;
}
