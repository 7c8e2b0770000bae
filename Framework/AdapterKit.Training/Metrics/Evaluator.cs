namespace AdapterKit.Training;

/// <summary>Evaluates tasks on labeled texts, in batches and without a graph.</summary>
public static class Evaluator
{
    private const int BatchSize = 64;

    /// <summary>Evaluates a task.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="examples">Texts with labels of the task.</param>
    /// <exception cref="ArgumentException">A text has an unknown label.</exception>
    public static ClassificationMetrics Evaluate(TaskAdapter task, IReadOnlyList<Example> examples)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Evaluate(task, Tokenize(task, examples), task.Forward);
    }

    /// <summary>Evaluates a task under a plan, such as one with dropped layers.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="plan">A plan of this task alone.</param>
    /// <param name="examples">Texts with labels of the task.</param>
    /// <exception cref="ArgumentException">A text has an unknown label.</exception>
    public static ClassificationMetrics Evaluate(TaskAdapter task, AdapterPlan plan, IReadOnlyList<Example> examples)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Evaluate(task, Tokenize(task, examples), batch =>
        {
            using var pooled = task.Backbone.PooledFeatures(batch, plan);
            return task.Head(pooled);
        });
    }

    /// <summary>Measures the attention weights of a fused task, averaged over the tokens of texts.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="examples">Texts with labels of the task.</param>
    /// <returns>One entry per fused site; empty for a task that fuses nothing.</returns>
    /// <exception cref="ArgumentException">A text has an unknown label.</exception>
    public static IReadOnlyList<SiteAttention> MeasureAttention(TaskAdapter task, IReadOnlyList<Example> examples)
    {
        ArgumentNullException.ThrowIfNull(task);
        var texts = Tokenize(task, examples);
        task.eval();
        using var attention = new MeanAttention(task);
        foreach (var indices in texts.GroupByLength(BatchSize))
        {
            using var batch = texts.CreateBatch(indices);
            attention.Add(batch);
        }

        return attention.Sites;
    }

    /// <summary>Evaluates a task on tokenized texts.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="forward">Computes the logits <c>[batch, labels]</c> of a batch.</param>
    internal static ClassificationMetrics Evaluate(TaskAdapter task, TokenizedTexts texts, Func<TokenBatch, Tensor> forward)
    {
        task.eval();
        using var inference = inference_mode();
        var pairs = new List<(int, int)>();
        foreach (var indices in texts.GroupByLength(BatchSize))
        {
            using var scope = NewDisposeScope();
            using var batch = texts.CreateBatch(indices);
            var predicted = forward(batch).argmax(1).data<long>();
            pairs.AddRange(indices.Zip(predicted, (index, label) => ((int)texts.Labels[index], (int)label)));
        }

        return new ClassificationMetrics(task.Declaration.Labels, pairs);
    }

    private static TokenizedTexts Tokenize(TaskAdapter task, IReadOnlyList<Example> examples) =>
        new(examples, task.Declaration.Labels, task.Backbone.Tokenizer, task.Config.MaxTokens);
}
