using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>How well labels are predicted: the confusion matrix, and the scores that follow from it.</summary>
public sealed class ClassificationMetrics : TaskScores
{
    private readonly int[,] counts;

    /// <summary>Counts pairs of expected and predicted labels.</summary>
    /// <param name="labels">The labels' names.</param>
    /// <param name="pairs">Expected and predicted label of each text, as indices of <paramref name="labels"/>.</param>
    public ClassificationMetrics(IReadOnlyList<string> labels, IEnumerable<(int Expected, int Predicted)> pairs)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(pairs);
        Labels = labels;
        counts = new int[labels.Count, labels.Count];
        foreach (var (expected, predicted) in pairs)
            counts[expected, predicted]++;
    }

    /// <summary>The labels' names.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <inheritdoc />
    public override int Count => Indices.Sum(CountExpected);

    /// <summary>The fraction of correct predictions; 0 without texts.</summary>
    public double Accuracy => Count == 0 ? 0 : (double)Indices.Sum(label => counts[label, label]) / Count;

    /// <summary>The mean F1 over the labels. A label that neither occurs nor is predicted does not count.</summary>
    public double MacroF1
    {
        get
        {
            var seen = Indices.Where(label => CountExpected(label) + CountPredicted(label) > 0).ToList();
            return seen.Count == 0 ? 0 : seen.Average(F1);
        }
    }

    /// <inheritdoc />
    public override IReadOnlyList<Metric> Metrics => [new("accuracy", "accuracy", Accuracy), new("macroF1", "macro-F1", MacroF1)];

    /// <inheritdoc />
    public override double Selection => Accuracy + MacroF1;

    /// <inheritdoc />
    /// <remarks>The confusion matrix.</remarks>
    public override ScoreTable Table => new(
        "expected \\ predicted",
        Labels,
        [.. Indices.Select(
            expected => new ScoreRow(Labels[expected], [.. Indices.Select(predicted => (double)counts[expected, predicted])]))],
        Format: "F0");

    private IEnumerable<int> Indices => Enumerable.Range(0, Labels.Count);

    /// <summary>The number of texts with one expected and one predicted label.</summary>
    /// <param name="expected">The expected label's index.</param>
    /// <param name="predicted">The predicted label's index.</param>
    public int this[int expected, int predicted] => counts[expected, predicted];

    /// <inheritdoc />
    public override JsonObject ToJson()
    {
        var json = base.ToJson();
        json["labels"] = new JsonArray([.. Labels.Select(label => (JsonNode)label)]);
        json["confusion"] = new JsonArray(
            [.. Indices.Select(expected => new JsonArray([.. Indices.Select(predicted => (JsonNode)counts[expected, predicted])]))]);
        return json;
    }

    /// <summary>Computes F1 of one label: the harmonic mean of its precision and recall.</summary>
    /// <param name="label">The label's index.</param>
    public double F1(int label)
    {
        var total = CountExpected(label) + CountPredicted(label);
        return total == 0 ? 0 : 2.0 * counts[label, label] / total;
    }

    private int CountExpected(int label) => Indices.Sum(predicted => counts[label, predicted]);

    private int CountPredicted(int label) => Indices.Sum(expected => counts[expected, label]);
}
