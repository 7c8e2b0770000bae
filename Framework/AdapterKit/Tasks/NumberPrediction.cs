using System.Globalization;
using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>The number that a task gives a text or a pair of texts.</summary>
/// <param name="Value">The number.</param>
/// <param name="IsTruncated">Whether the text has more tokens than the task reads, so that its end had no influence.</param>
public sealed record NumberPrediction(double Value, bool IsTruncated) : TaskPrediction(IsTruncated)
{
    /// <inheritdoc />
    public override IReadOnlyList<PredictedPart> Parts => [new(Value.ToString("F3", CultureInfo.InvariantCulture), Probability: null)];

    /// <inheritdoc />
    public override JsonObject ToJson() => new() { ["value"] = Value };
}
