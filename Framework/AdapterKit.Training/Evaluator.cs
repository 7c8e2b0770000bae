namespace AdapterKit.Training;

/// <summary>Lets a task label texts, in batches, without a graph.</summary>
public static class Evaluator
{
    private const int BatchSize = 64;

    /// <summary>Scores a task on labelled texts.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="examples">Texts with labels of the task.</param>
    /// <param name="maxTokens">Where longer texts are cut off.</param>
    /// <exception cref="ArgumentException">A text has a label that the task does not know.</exception>
    public static Scores Score(TaskAdapter task, IReadOnlyList<Example> examples, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(task);
        var texts = new TokenizedTexts(examples, task.Declaration.Labels, task.Backbone.Tokenizer, maxTokens);
        return Score(task, texts, task.Forward);
    }

    /// <summary>Scores a task on labelled texts as it runs under a plan: with layers left out, for instance.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="plan">A plan of this task alone.</param>
    /// <param name="examples">Texts with labels of the task.</param>
    /// <param name="maxTokens">Where longer texts are cut off.</param>
    /// <exception cref="ArgumentException">A text has a label that the task does not know.</exception>
    public static Scores Score(TaskAdapter task, AdapterPlan plan, IReadOnlyList<Example> examples, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(task);
        var texts = new TokenizedTexts(examples, task.Declaration.Labels, task.Backbone.Tokenizer, maxTokens);
        return Score(task, texts, batch =>
        {
            using var features = task.Backbone.PooledFeatures(batch, plan);
            return task.Head(features);
        });
    }

    /// <summary>How a task that mixes others weighs them, on the average over the tokens of texts.</summary>
    /// <param name="task">The task; left in evaluation mode.</param>
    /// <param name="examples">Texts with labels of the task.</param>
    /// <param name="maxTokens">Where longer texts are cut off.</param>
    /// <returns>One entry a site where something is mixed; none for a task that mixes nothing.</returns>
    /// <exception cref="ArgumentException">A text has a label that the task does not know.</exception>
    public static IReadOnlyList<SiteAttention> Attend(TaskAdapter task, IReadOnlyList<Example> examples, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(task);
        var texts = new TokenizedTexts(examples, task.Declaration.Labels, task.Backbone.Tokenizer, maxTokens);
        task.eval();
        using var attention = new MeanAttention(task);
        foreach (var indices in texts.ByLength(BatchSize))
        {
            using var batch = texts.Batch(indices);
            attention.Add(batch);
        }

        return attention.Sites;
    }

    internal static Scores Score(TaskAdapter task, TokenizedTexts texts, Func<TokenBatch, Tensor> run)
    {
        task.eval();
        using var inference = inference_mode();
        var pairs = new List<(int, int)>();
        foreach (var indices in texts.ByLength(BatchSize))
        {
            using var scope = NewDisposeScope();
            using var batch = texts.Batch(indices);
            var predicted = run(batch).argmax(1).data<long>();
            pairs.AddRange(indices.Zip(predicted, (index, label) => ((int)texts.Labels[index], (int)label)));
        }

        return new Scores(task.Declaration.Labels, pairs);
    }
}
