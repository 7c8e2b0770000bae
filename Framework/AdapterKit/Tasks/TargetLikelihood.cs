using System.Globalization;
using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>How likely a model is to write the target of a text.</summary>
/// <param name="LogProbability">
/// The natural logarithm of the probability of the target given the text, as far as the task reads both, with the token that ends it.
/// </param>
/// <param name="Tokens">The number of tokens of the target.</param>
/// <param name="Matches">How many of them are the most likely token after those before them.</param>
/// <param name="IsTruncated">Whether the text or its target has more tokens than the task reads.</param>
public sealed record TargetLikelihood(double LogProbability, int Tokens, int Matches, bool IsTruncated) : TaskPrediction(IsTruncated)
{
    /// <summary>
    /// The inverse of the geometric mean of the tokens' probabilities: among how many equally likely tokens the model would choose as
    /// surely. 1 for a target without tokens.
    /// </summary>
    public double Perplexity => Tokens == 0 ? 1 : Math.Exp(-LogProbability / Tokens);

    /// <summary>
    /// Whether the model, choosing the most likely token each time, writes the target and nothing else: it does exactly if every token of
    /// the target is the most likely one after those before it. <see langword="false"/> for a target that is not read to its end.
    /// </summary>
    public bool IsExact => !IsTargetTruncated && Tokens > 0 && Matches == Tokens;

    /// <summary>Whether the target has more tokens than the task reads, the token that ends it included.</summary>
    public bool IsTargetTruncated { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<PredictedPart> Parts =>
        [new(string.Create(CultureInfo.InvariantCulture, $"perplexity {Perplexity:G4}"), Probability: null)];

    /// <inheritdoc />
    public override JsonObject ToJson() => new()
    {
        ["perplexity"] = Perplexity,
        ["logProbability"] = LogProbability,
        ["tokens"] = Tokens,
        ["matches"] = Matches,
        ["isExact"] = IsExact,
    };
}
