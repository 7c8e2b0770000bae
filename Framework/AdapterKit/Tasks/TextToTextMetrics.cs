namespace AdapterKit;

/// <summary>How well the targets of texts are written.</summary>
/// <remarks>
/// They come from one pass over the known targets, in which each token follows the right ones. What greedy decoding writes token by token
/// is the target exactly if every token of it wins in that pass, so that <see cref="ExactMatch"/> needs no decoding.
/// </remarks>
public sealed class TextToTextMetrics : TaskScores
{
    /// <summary>Takes the likelihood of each target; a longer target counts more in all but <see cref="ExactMatch"/>.</summary>
    /// <param name="targets">The likelihoods.</param>
    public TextToTextMetrics(IEnumerable<TargetLikelihood> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var all = targets.ToList();
        Count = all.Count;
        var tokens = all.Sum(target => (long)target.Tokens);
        if (tokens == 0)
            return;

        CrossEntropy = -all.Sum(target => target.LogProbability) / tokens;
        TokenAccuracy = (double)all.Sum(target => (long)target.Matches) / tokens;
        ExactMatch = (double)all.Count(target => target.IsExact) / all.Count;
    }

    /// <inheritdoc />
    public override int Count { get; }

    /// <summary>The mean cross-entropy of the targets' tokens, in nats; 0 without tokens.</summary>
    public double CrossEntropy { get; }

    /// <summary>e to the power of <see cref="CrossEntropy"/>.</summary>
    public double Perplexity => Math.Exp(CrossEntropy);

    /// <summary>The share of the targets' tokens that are the most likely ones after those before them.</summary>
    public double TokenAccuracy { get; }

    /// <summary>The share of the targets that greedy decoding writes exactly (<see cref="TargetLikelihood.IsExact"/>).</summary>
    public double ExactMatch { get; }

    /// <inheritdoc />
    public override IReadOnlyList<Metric> Metrics =>
    [
        new("perplexity", "perplexity", Perplexity),
        new("crossEntropy", "cross-entropy", CrossEntropy),
        new("tokenAccuracy", "token accuracy", TokenAccuracy),
        new("exactMatch", "exact match", ExactMatch),
    ];

    /// <inheritdoc />
    public override double Selection => -CrossEntropy;
}
