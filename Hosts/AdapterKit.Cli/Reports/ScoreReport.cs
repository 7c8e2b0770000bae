using AdapterKit.Training;

namespace AdapterKit.Cli.Reports;

/// <summary>How well a task did.</summary>
/// <param name="Task">The task.</param>
/// <param name="Texts">How many texts it labelled.</param>
/// <param name="Accuracy">The share of right labels.</param>
/// <param name="MacroF1">The mean of the labels' F1.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Confusion">Rows are expected, columns predicted labels.</param>
internal sealed record ScoreReport(
    string Task, int Texts, double Accuracy, double MacroF1, IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<int>> Confusion)
{
    public static ScoreReport Of(string task, ClassificationMetrics scores)
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
