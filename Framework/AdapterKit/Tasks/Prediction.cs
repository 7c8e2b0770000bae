using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>The label that a classification task gives a text.</summary>
/// <param name="Label">The label with the highest probability.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">The probability of every label, in the order in which the task declares them; they sum to 1.</param>
/// <param name="IsTruncated">Whether the text has more tokens than the task reads, so that its end had no influence.</param>
public sealed record Prediction(string Label, double Probability, IReadOnlyDictionary<string, double> Probabilities, bool IsTruncated)
    : TaskPrediction(IsTruncated)
{
    /// <inheritdoc />
    public override IReadOnlyList<PredictedPart> Parts => [new(Label, Probability)];

    /// <inheritdoc />
    public override JsonObject ToJson() => new()
    {
        ["label"] = Label,
        ["probability"] = Probability,
        ["probabilities"] = new JsonObject(Probabilities.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
    };

    /// <summary>Creates a prediction from the logits of one text.</summary>
    /// <param name="labels">The labels of the task.</param>
    /// <param name="logits">The logits, in the order of the labels.</param>
    /// <param name="isTruncated">Whether the text was truncated.</param>
    internal static Prediction Create(IReadOnlyList<string> labels, ReadOnlySpan<double> logits, bool isTruncated)
    {
        // softmax, shifted by the maximum so that no exponential overflows
        var probabilities = new double[logits.Length];
        var (best, total) = (0, 0.0);
        for (var index = 0; index < logits.Length; index++)
            best = logits[index] > logits[best] ? index : best;
        for (var index = 0; index < logits.Length; index++)
            total += probabilities[index] = Math.Exp(logits[index] - logits[best]);

        var byLabel = new OrderedDictionary<string, double>(labels.Count, StringComparer.Ordinal);
        foreach (var (index, label) in labels.Index())
            byLabel.Add(label, probabilities[index] / total);

        return new(labels[best], probabilities[best] / total, byLabel, isTruncated);
    }
}
