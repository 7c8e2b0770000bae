using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>How often something was predicted, and how often rightly.</summary>
/// <param name="Correct">How often it was expected and predicted.</param>
/// <param name="Expected">How often it was expected.</param>
/// <param name="Predicted">How often it was predicted.</param>
internal readonly record struct PrecisionRecall(int Correct, int Expected, int Predicted)
{
    private static readonly string[] Columns = ["precision", "recall", "F1", "expected"];

    public bool IsSeen => Expected + Predicted > 0;

    public double Precision => Predicted == 0 ? 0 : (double)Correct / Predicted;

    public double Recall => Expected == 0 ? 0 : (double)Correct / Expected;

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => IsSeen ? 2.0 * Correct / (Expected + Predicted) : 0;

    public static PrecisionRecall operator +(PrecisionRecall left, PrecisionRecall right) =>
        new(left.Correct + right.Correct, left.Expected + right.Expected, left.Predicted + right.Predicted);

    public static PrecisionRecall Of(bool isExpected, bool isPredicted) =>
        new(isExpected && isPredicted ? 1 : 0, isExpected ? 1 : 0, isPredicted ? 1 : 0);

    public static ScoreTable CreateTable(string corner, IEnumerable<(string Label, PrecisionRecall Counts)> rows) => new(
        corner,
        Columns,
        [.. rows.Select(row => new ScoreRow(row.Label, [row.Counts.Precision, row.Counts.Recall, row.Counts.F1, row.Counts.Expected]))],
        Format: "0.###");

    public static JsonObject ToJson(IEnumerable<(string Label, PrecisionRecall Counts)> rows) =>
        new(rows.Select(row => KeyValuePair.Create(row.Label, (JsonNode?)new JsonObject
        {
            ["precision"] = row.Counts.Precision,
            ["recall"] = row.Counts.Recall,
            ["f1"] = row.Counts.F1,
            ["expected"] = row.Counts.Expected,
        })));
}
