using System.Globalization;
using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>How likely a text is to a language model.</summary>
/// <param name="LogProbability">
/// The natural logarithm of the probability of the text after its first token, as far as the task reads it.
/// </param>
/// <param name="Tokens">The number of tokens that were predicted: all but the first.</param>
/// <param name="IsTruncated">Whether the text has more tokens than the task reads, so that its end had no influence.</param>
public sealed record TextLikelihood(double LogProbability, int Tokens, bool IsTruncated) : TaskPrediction(IsTruncated)
{
    /// <summary>
    /// The inverse of the geometric mean of the tokens' probabilities: among how many equally likely tokens the model would choose as
    /// surely. 1 for a text without a second token.
    /// </summary>
    public double Perplexity => Tokens == 0 ? 1 : Math.Exp(-LogProbability / Tokens);

    /// <inheritdoc />
    public override IReadOnlyList<PredictedPart> Parts =>
        [new(string.Create(CultureInfo.InvariantCulture, $"perplexity {Perplexity:G4}"), Probability: null)];

    /// <inheritdoc />
    public override JsonObject ToJson() =>
        new() { ["perplexity"] = Perplexity, ["logProbability"] = LogProbability, ["tokens"] = Tokens };
}
