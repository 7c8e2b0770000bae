using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>How well words are tagged: accuracy over words, and F1 over the spans that the tags form.</summary>
/// <remarks>
/// A span is right if its type, its first and its last word are. Tags that form no spans, such as parts of speech, count as they are: then
/// F1 is that of the tags.
/// </remarks>
public sealed class TaggingMetrics : TaskScores
{
    private readonly Dictionary<string, PrecisionRecall> counts = new(StringComparer.Ordinal);
    private readonly bool isInSpans;
    private readonly int words;
    private readonly int rightWords;

    /// <summary>Compares expected and predicted tags.</summary>
    /// <param name="labels">The tags of the task.</param>
    /// <param name="pairs">Expected and predicted tags of each text; a word without a prediction is a mistake.</param>
    public TaggingMetrics(
        IReadOnlyList<string> labels, IEnumerable<(IReadOnlyList<string> Expected, IReadOnlyList<string> Predicted)> pairs)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(pairs);
        isInSpans = labels.All(TagSpans.IsTag);
        foreach (var (expected, predicted) in pairs)
        {
            words += expected.Count;
            rightWords += expected.Zip(predicted).Count(pair => pair.First == pair.Second);
            Add(SpansOf(expected).ToHashSet(), SpansOf(predicted).ToHashSet());
            Count++;
        }
    }

    /// <inheritdoc />
    public override int Count { get; }

    /// <summary>The fraction of words with the right tag; 0 without words.</summary>
    public double Accuracy => words == 0 ? 0 : (double)rightWords / words;

    /// <summary>F1 over all spans; over all tags, if these form no spans.</summary>
    public double F1 => All.F1;

    /// <inheritdoc />
    public override IReadOnlyList<Metric> Metrics =>
    [
        new("entityF1", "entity F1", F1),
        new("tokenAccuracy", "token accuracy", Accuracy),
        new("entityPrecision", "precision", All.Precision),
        new("entityRecall", "recall", All.Recall),
    ];

    /// <inheritdoc />
    public override double Selection => F1 + Accuracy;

    /// <inheritdoc />
    /// <remarks>Precision, recall and F1 of each type of span.</remarks>
    public override ScoreTable Table => PrecisionRecall.CreateTable("type", Rows);

    private PrecisionRecall All => counts.Values.Aggregate(default(PrecisionRecall), (sum, count) => sum + count);

    private IEnumerable<(string Label, PrecisionRecall Counts)> Rows =>
        counts.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => (row.Key, row.Value));

    /// <inheritdoc />
    public override JsonObject ToJson()
    {
        var json = base.ToJson();
        json["byType"] = PrecisionRecall.ToJson(Rows);
        return json;
    }

    private IEnumerable<TagSpan> SpansOf(IReadOnlyList<string> tags) =>
        isInSpans ? TagSpans.Find(tags) : tags.Select((tag, index) => new TagSpan(tag, index, 1));

    private void Add(HashSet<TagSpan> expected, HashSet<TagSpan> predicted)
    {
        foreach (var span in expected.Union(predicted))
        {
            counts[span.Type] = counts.GetValueOrDefault(span.Type)
                + PrecisionRecall.Of(expected.Contains(span), predicted.Contains(span));
        }
    }
}
