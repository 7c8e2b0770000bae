using AdapterKit.Cli.Reports;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Reporting;

/// <summary>Turns logits into labels with probabilities.</summary>
internal static class TextPredictions
{
    /// <summary>Predicts the label of one text with every task, in a single pass.</summary>
    public static IReadOnlyList<PredictionRow> Predict(Backbone backbone, IReadOnlyList<TaskAdapter> tasks, TokenBatch text)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var logits = backbone.Answer(text, tasks);
        return [.. tasks.Select(task => Rank(task, logits[task.Id]))];
    }

    private static PredictionRow Rank(TaskAdapter task, Tensor logits)
    {
        var probabilities = logits.softmax(1).data<float>().Select(value => (double)value);
        var byLabel = task.Declaration.Labels.Zip(probabilities).ToDictionary(pair => pair.First, pair => pair.Second);
        var best = byLabel.MaxBy(pair => pair.Value);
        return new PredictionRow(task.Id, best.Key, best.Value, byLabel);
    }
}
