namespace AdapterKit;

/// <summary>Predicts the labels of texts for several tasks at once.</summary>
/// <remarks>
/// Texts of similar length share a pass, and the layers below the tasks' first adapters run once per pass. It compiles nothing: each
/// task runs its own <see cref="TaskAdapter.Plan"/>. Safe to call from several threads at once, as long as no task is trained,
/// moved or disposed of meanwhile.
/// </remarks>
public sealed class TaskPredictor
{
    private const int TokensPerPass = 2048;

    private readonly Backbone backbone;
    private readonly IReadOnlyList<ClassificationTask> tasks;

    /// <summary>Creates a predictor.</summary>
    /// <param name="tasks">At least one task, all of one backbone and none twice; borrowed.</param>
    /// <exception cref="ArgumentException">There is no task, or one is named twice or was built for another backbone.</exception>
    public TaskPredictor(params IReadOnlyList<ClassificationTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0)
            throw new ArgumentException("There is no task. Pass at least one.", nameof(tasks));

        backbone = tasks[0].Backbone;
        this.tasks = [.. tasks.Select(task => (ClassificationTask)PlanCompiler.RequireBuiltFor(backbone, task))];
        _ = Setup.RequireDistinct([.. tasks.Select(task => Setup.Of(task.Id))], "list of tasks");
    }

    /// <summary>Predicts the labels of texts.</summary>
    /// <param name="texts">Any number of texts.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>For each text, in order, the prediction of each task by its id.</returns>
    /// <exception cref="InvalidOperationException">A task is in training mode, in which dropout distorts predictions.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, Prediction>> Predict(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (tasks.FirstOrDefault(task => task.training) is { } training)
        {
            throw new InvalidOperationException(
                $"Task '{training.Id}' is in training mode, in which dropout distorts predictions. Call eval() first.");
        }

        var predictions = texts.Select(_ => new OrderedDictionary<string, Prediction>(tasks.Count)).ToList();
        using var inference = inference_mode();

        // Tasks that read the same number of tokens share their passes.
        foreach (var group in tasks.GroupBy(task => task.Config.MaxTokens))
        {
            Predict(
                [.. group],
                [.. texts.Select(text => TokenizedText.Create(backbone.Tokenizer, text, group.Key))],
                predictions,
                cancellationToken);
        }

        return predictions;
    }

    private void Predict(
        IReadOnlyList<ClassificationTask> group,
        IReadOnlyList<TokenizedText> texts,
        List<OrderedDictionary<string, Prediction>> predictions,
        CancellationToken cancellationToken)
    {
        foreach (var (rows, batch) in TokenBatch.GroupByLength(
            [.. texts.Select(text => text.Ids)], backbone.Tokenizer.PadId, TokensPerPass))
        {
            using var tokens = batch;
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var layers = group.Min(task => task.Plan.FirstLayer);
            var prefix = backbone.EncodePrefix(batch, layers);
            foreach (var task in group)
            {
                var hidden = backbone.Resume(prefix, layers, batch, task.Plan);
                var logits = task.Head(backbone.Pool(hidden, batch)).to(float64).cpu().data<double>().ToArray();
                var labels = task.Declaration.Labels;
                foreach (var (index, row) in rows.Index())
                {
                    predictions[row].Add(
                        task.Id, Prediction.Create(labels, logits.AsSpan(index * labels.Count, labels.Count), texts[row].IsTruncated));
                }
            }
        }
    }
}
