using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>How well a task predicts; each kind of task has its own metrics.</summary>
public abstract class TaskScores
{
    /// <summary>The number of texts.</summary>
    public abstract int Count { get; }

    /// <summary>The metrics, the most telling one first.</summary>
    public abstract IReadOnlyList<Metric> Metrics { get; }

    /// <summary>What early stopping and the choice of the best epoch maximize.</summary>
    public abstract double Selection { get; }

    /// <summary>The details for people; <see langword="null"/> if there are none.</summary>
    public virtual ScoreTable? Table => null;

    /// <summary>Returns a metric.</summary>
    /// <param name="key">Its key, such as <c>accuracy</c>.</param>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    public double this[string key] => Metrics.FirstOrDefault(metric => metric.Key == key) is { Key: not null } found
        ? found.Value
        : throw new ArgumentException(
            $"There is no metric '{key}'. The metrics are: {string.Join(", ", Metrics.Select(metric => metric.Key))}.", nameof(key));

    /// <summary>The scores for programs: the metrics by their keys, and the details.</summary>
    public virtual JsonObject ToJson() => new(Metrics.Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)metric.Value)));
}

/// <summary>One number that says how well a task predicts.</summary>
/// <param name="Key">Its key in JSON, such as <c>macroF1</c>.</param>
/// <param name="Name">Its name for people, such as <c>macro-F1</c>.</param>
/// <param name="Value">Its value.</param>
public readonly record struct Metric(string Key, string Name, double Value);

/// <summary>Details of scores: one row of numbers for each label.</summary>
/// <param name="Corner">What rows and columns are.</param>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Format">How the numbers are formatted.</param>
public sealed record ScoreTable(
    string Corner, IReadOnlyList<string> Columns, IReadOnlyList<ScoreRow> Rows, string Format = "F3");

/// <summary>A row of a <see cref="ScoreTable"/>.</summary>
/// <param name="Label">The label.</param>
/// <param name="Cells">One number for each column.</param>
public sealed record ScoreRow(string Label, IReadOnlyList<double> Cells);
