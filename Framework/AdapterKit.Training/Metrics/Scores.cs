namespace AdapterKit.Training;

/// <summary>How well labels were predicted: the confusion matrix and what follows from it.</summary>
public sealed class Scores
{
    private readonly int[,] counts;

    /// <summary>Counts pairs of expected and predicted label.</summary>
    /// <param name="labels">The labels' names.</param>
    /// <param name="pairs">Indices among the labels: what was expected, and what was predicted.</param>
    public Scores(IReadOnlyList<string> labels, IEnumerable<(int Expected, int Predicted)> pairs)
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

    /// <summary>The number of texts.</summary>
    public int Count => Indices.Sum(Expected);

    /// <summary>The share of right answers; 0 where there was no text.</summary>
    public double Accuracy => Count == 0 ? 0 : (double)Indices.Sum(label => counts[label, label]) / Count;

    /// <summary>The mean over labels of the harmonic mean of precision and recall; a label that neither occurs nor is predicted does not count.</summary>
    public double MacroF1
    {
        get
        {
            var seen = Indices.Where(label => Expected(label) + Predicted(label) > 0).ToList();
            return seen.Count == 0 ? 0 : seen.Average(F1);
        }
    }

    private IEnumerable<int> Indices => Enumerable.Range(0, Labels.Count);

    /// <summary>How often one label was expected and another predicted.</summary>
    /// <param name="expected">The expected label's index.</param>
    /// <param name="predicted">The predicted label's index.</param>
    public int this[int expected, int predicted] => counts[expected, predicted];

    /// <summary>The harmonic mean of one label's precision and recall.</summary>
    /// <param name="label">The label's index.</param>
    public double F1(int label)
    {
        var all = Expected(label) + Predicted(label);
        return all == 0 ? 0 : 2.0 * counts[label, label] / all;
    }

    private int Expected(int label) => Indices.Sum(predicted => counts[label, predicted]);

    private int Predicted(int label) => Indices.Sum(expected => counts[expected, label]);
}
