using AdapterKit.Training;

namespace AdapterKit.Cli.Reports;

/// <summary>The scores of a task on labeled texts.</summary>
/// <param name="Task">The task.</param>
/// <param name="Texts">The number of texts.</param>
/// <param name="Accuracy">The share of correct labels.</param>
/// <param name="MacroF1">The mean F1 of the labels.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Confusion">The confusion matrix: rows are expected, columns predicted labels.</param>
internal sealed record ScoreReport(
    string Task, int Texts, double Accuracy, double MacroF1, IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<int>> Confusion)
{
    public static ScoreReport From(string task, ClassificationMetrics scores)
    {
        var indices = Enumerable.Range(0, scores.Labels.Count).ToList();
        return new ScoreReport(
            task,
            scores.Count,
            scores.Accuracy,
            scores.MacroF1,
            scores.Labels,
            [.. indices.Select(expected => indices.Select(predicted => scores[expected, predicted]).ToList())]);
    }
}
