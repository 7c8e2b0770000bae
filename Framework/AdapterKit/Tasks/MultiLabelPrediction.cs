using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>The labels that a multi-label task gives a text.</summary>
/// <param name="Labels">The labels with a probability of at least one half, in the order in which the task declares them.</param>
/// <param name="Probabilities">The probability of every label, in that order; each is independent of the others.</param>
/// <param name="IsTruncated">Whether the text has more tokens than the task reads, so that its end had no influence.</param>
public sealed record MultiLabelPrediction(
    IReadOnlyList<string> Labels, IReadOnlyDictionary<string, double> Probabilities, bool IsTruncated)
    : TaskPrediction(IsTruncated)
{
    /// <inheritdoc />
    public override IReadOnlyList<PredictedPart> Parts => [.. Labels.Select(label => new PredictedPart(label, Probabilities[label]))];

    /// <inheritdoc />
    public override JsonObject ToJson() => new()
    {
        ["labels"] = new JsonArray([.. Labels.Select(label => (JsonNode)label)]),
        ["probabilities"] = new JsonObject(Probabilities.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
    };
}
