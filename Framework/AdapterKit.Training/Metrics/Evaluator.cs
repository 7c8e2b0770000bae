namespace AdapterKit.Training;

/// <summary>Evaluates tasks on labeled texts, in batches and without a graph.</summary>
public static class Evaluator
{
    private const int BatchSize = 64;

    /// <summary>Evaluates a task.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="examples">Texts with targets of the task.</param>
    /// <param name="progress">Called before the first batch of texts, and after each.</param>
    /// <param name="cancellationToken">Cancels between two batches.</param>
    /// <exception cref="ArgumentException">A text has a target that the task cannot have, such as an unknown label.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static TaskScores Evaluate(
        TaskAdapter task,
        IReadOnlyList<Example> examples,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Evaluate(task, new TokenizedTexts(examples, task, cancellationToken), task.Forward, progress, cancellationToken);
    }

    /// <summary>Evaluates a task under a plan, such as one with dropped layers.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="plan">A plan of this task alone.</param>
    /// <param name="examples">Texts with targets of the task.</param>
    /// <param name="progress">Called before the first batch of texts, and after each.</param>
    /// <param name="cancellationToken">Cancels between two batches.</param>
    /// <exception cref="ArgumentException">A text has a target that the task cannot have, such as an unknown label.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static TaskScores Evaluate(
        TaskAdapter task,
        AdapterPlan plan,
        IReadOnlyList<Example> examples,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var texts = new TokenizedTexts(examples, task, cancellationToken);
        return Evaluate(task, texts, batch => task.Forward(batch, plan), progress, cancellationToken);
    }

    /// <summary>Measures the attention weights of a fused task, averaged over the tokens of texts.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="examples">Texts with targets of the task.</param>
    /// <param name="progress">Called before the first batch of texts, and after each.</param>
    /// <param name="cancellationToken">Cancels between two batches.</param>
    /// <returns>One entry per fused site; empty for a task that fuses nothing.</returns>
    /// <exception cref="ArgumentException">A text has a target that the task cannot have, such as an unknown label.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static IReadOnlyList<SiteAttention> MeasureAttention(
        TaskAdapter task,
        IReadOnlyList<Example> examples,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var texts = new TokenizedTexts(examples, task, cancellationToken);
        task.eval();
        using var attention = new MeanAttention(task);
        foreach (var indices in texts.GroupByLength(BatchSize).Follow(texts.Count, progress, cancellationToken))
        {
            using var batch = texts.CreateBatch(indices);
            attention.Add(batch);
        }

        return attention.Sites;
    }

    /// <summary>Evaluates a task on tokenized texts.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="forward">Computes the logits <c>[batch, …]</c> of a batch.</param>
    /// <param name="progress">Called before the first batch of texts, and after each.</param>
    /// <param name="cancellationToken">Cancels between two batches.</param>
    internal static TaskScores Evaluate(
        TaskAdapter task,
        TokenizedTexts texts,
        Func<TokenBatch, Tensor> forward,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        task.eval();
        using var inference = inference_mode();
        var predictions = new TaskPrediction[texts.Count];
        foreach (var indices in texts.GroupByLength(BatchSize).Follow(texts.Count, progress, cancellationToken))
        {
            using var scope = NewDisposeScope();
            using var batch = texts.CreateBatch(indices);
            foreach (var (index, prediction) in indices.Zip(task.Interpret(forward(batch), texts.Select(indices))))
                predictions[index] = prediction;
        }

        return texts.Targets.Score(predictions);
    }

}
