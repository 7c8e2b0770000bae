using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>How well sets of labels are predicted: F1 over all labels together, F1 label by label, and exact matches.</summary>
public sealed class MultiLabelMetrics : TaskScores
{
    private readonly IReadOnlyList<string> labels;
    private readonly PrecisionRecall[] counts;
    private readonly int matches;

    /// <summary>Counts pairs of expected and predicted sets.</summary>
    /// <param name="labels">The labels' names.</param>
    /// <param name="pairs">For each text, whether each label is expected and whether it is predicted.</param>
    public MultiLabelMetrics(IReadOnlyList<string> labels, IEnumerable<(bool[] Expected, bool[] Predicted)> pairs)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(pairs);
        this.labels = labels;
        counts = new PrecisionRecall[labels.Count];
        foreach (var (expected, predicted) in pairs)
        {
            for (var label = 0; label < counts.Length; label++)
                counts[label] += PrecisionRecall.Of(expected[label], predicted[label]);

            matches += expected.AsSpan().SequenceEqual(predicted) ? 1 : 0;
            Count++;
        }
    }

    /// <inheritdoc />
    public override int Count { get; }

    /// <summary>F1 over the pairs of texts and labels, so that frequent labels count more.</summary>
    public double MicroF1 => counts.Aggregate(default(PrecisionRecall), (sum, count) => sum + count).F1;

    /// <summary>The mean F1 of the labels. A label that neither occurs nor is predicted does not count.</summary>
    public double MacroF1 => counts.Where(count => count.IsSeen).Select(count => count.F1).DefaultIfEmpty().Average();

    /// <summary>The fraction of texts with all labels right and none too many; 0 without texts.</summary>
    public double ExactMatch => Count == 0 ? 0 : (double)matches / Count;

    /// <inheritdoc />
    public override IReadOnlyList<Metric> Metrics =>
        [new("microF1", "micro-F1", MicroF1), new("macroF1", "macro-F1", MacroF1), new("exactMatch", "exact match", ExactMatch)];

    /// <inheritdoc />
    public override double Selection => MicroF1 + MacroF1;

    /// <inheritdoc />
    /// <remarks>Precision, recall and F1 of each label.</remarks>
    public override ScoreTable Table => PrecisionRecall.CreateTable("label", labels.Zip(counts));

    /// <inheritdoc />
    public override JsonObject ToJson()
    {
        var json = base.ToJson();
        json["byLabel"] = PrecisionRecall.ToJson(labels.Zip(counts));
        return json;
    }
}
