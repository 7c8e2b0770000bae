namespace AdapterKit;

/// <summary>Predicts for texts with several tasks at once, of any kinds.</summary>
/// <remarks>
/// Texts of similar length share a pass, and the layers below the tasks' first adapters run once per pass. It compiles nothing: each
/// task runs its own <see cref="TaskAdapter.Plan"/>. Safe to call from several threads at once, as long as no task is trained or moved
/// meanwhile. A task that is disposed of meanwhile is released when the calls that use it have ended.
/// </remarks>
public sealed class TaskPredictor
{
    private const int TokensPerPass = 2048;

    private readonly Backbone backbone;
    private readonly IReadOnlyList<TaskAdapter> tasks;

    /// <summary>Creates a predictor.</summary>
    /// <param name="tasks">At least one task, all of one backbone and none twice; borrowed.</param>
    /// <exception cref="ArgumentException">There is no task, or one is named twice or was built for another backbone.</exception>
    public TaskPredictor(params IReadOnlyList<TaskAdapter> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0)
            throw new ArgumentException("There is no task. Pass at least one.", nameof(tasks));

        backbone = tasks[0].Backbone;
        this.tasks = [.. tasks.Select(task => PlanCompiler.RequireBuiltFor(backbone, task))];
        _ = Setup.RequireDistinct([.. tasks.Select(task => Setup.Of(task.Id))], "list of tasks");
    }

    /// <summary>Predicts for texts.</summary>
    /// <param name="texts">Any number of texts.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>For each text, in order, the prediction of each task by its id.</returns>
    /// <exception cref="ArgumentException">A task reads pairs of texts.</exception>
    /// <exception cref="InvalidOperationException">A task is in training mode, in which dropout distorts predictions.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, TaskPrediction>> Predict(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Predict([.. texts.Select(text => new TaskInput(text))], cancellationToken);
    }

    /// <summary>Predicts for texts or pairs of texts.</summary>
    /// <param name="inputs">Any number of texts; pairs for tasks that read pairs.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>For each input, in order, the prediction of each task by its id.</returns>
    /// <exception cref="ArgumentException">A task reads pairs of texts and there is one text, or the other way round.</exception>
    /// <exception cref="InvalidOperationException">A task is in training mode, in which dropout distorts predictions.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, TaskPrediction>> Predict(
        IReadOnlyList<TaskInput> inputs, CancellationToken cancellationToken = default)
    {
        var answers = Run(inputs, isolates: false, running: null, cancellationToken);
        return [.. answers.Select(answer => answer.Predictions)];
    }

    /// <summary>Predicts for texts or pairs of texts. A task that fails on a text fails there alone: the others answer.</summary>
    /// <remarks>
    /// A task fails if its code throws, or if its logits have the wrong shape or are not finite. In the latter case only the texts
    /// concerned have no prediction.
    /// </remarks>
    /// <param name="inputs">Any number of texts; pairs for tasks that read pairs.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>For each input, in order, what each task answers.</returns>
    /// <exception cref="ArgumentException">A task reads pairs of texts and there is one text, or the other way round.</exception>
    /// <exception cref="InvalidOperationException">A task is in training mode, in which dropout distorts predictions.</exception>
    /// <exception cref="ObjectDisposedException">A task or the backbone was disposed of.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<TaskAnswers> Answer(IReadOnlyList<TaskInput> inputs, CancellationToken cancellationToken = default) =>
        Answer(inputs, running: null, cancellationToken);

    /// <inheritdoc cref="Answer(IReadOnlyList{TaskInput}, CancellationToken)" />
    /// <param name="inputs">The texts.</param>
    /// <param name="running">Called with a task before its code runs, and with <see langword="null"/> after it.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    internal IReadOnlyList<TaskAnswers> Answer(
        IReadOnlyList<TaskInput> inputs, Action<TaskAdapter?>? running, CancellationToken cancellationToken) =>
        [.. Run(inputs, isolates: true, running, cancellationToken).Select(answer => new TaskAnswers(answer.Predictions, answer.Faults))];

    private List<PredictedText> Run(
        IReadOnlyList<TaskInput> inputs, bool isolates, Action<TaskAdapter?>? running, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var used = TaskUse.Begin(backbone, tasks);
        if (tasks.FirstOrDefault(task => task.training) is { } training)
        {
            throw new InvalidOperationException(
                $"Task '{training.Id}' is in training mode, in which dropout distorts predictions. Call eval() first.");
        }

        RequireTexts(inputs);
        var predicted = inputs.Select(_ => new PredictedText(new(tasks.Count), new(0))).ToList();
        var isolation = new TaskIsolation(isolates, running, cancellationToken);
        using var inference = inference_mode();

        // Tasks that read the same tokens share their passes.
        foreach (var group in tasks.GroupBy(task => (task.Config.MaxTokens, Reading: task.Declaration.Kind.ReadingOn(backbone))))
        {
            Run(
                [.. group],
                [.. inputs.Select(input => group.Key.Reading.Tokenize(backbone.Tokenizer, input, group.Key.MaxTokens))],
                predicted,
                isolation,
                cancellationToken);
        }

        return predicted;
    }

    private void RequireTexts(IReadOnlyList<TaskInput> inputs)
    {
        foreach (var task in tasks)
        {
            var isPaired = task.Declaration.Kind.Reading.Columns.Count > 1;
            if (inputs.Any(input => input.Second is not null != isPaired))
                throw new ArgumentException($"Task '{task.Id}' reads {(isPaired ? "pairs of texts" : "one text")}.", nameof(inputs));
        }
    }

    private void Run(
        IReadOnlyList<TaskAdapter> group,
        IReadOnlyList<TokenizedText> texts,
        List<PredictedText> predicted,
        TaskIsolation isolation,
        CancellationToken cancellationToken)
    {
        foreach (var (rows, batch) in TokenBatch.GroupByLength(texts, backbone.Tokenizer.PadId, TokensPerPass, backbone.Device))
        {
            using var tokens = batch;
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var layers = group.Min(task => task.Plan.FirstLayer);
            var prefix = backbone.EncodePrefix(batch, layers);
            foreach (var task in group)
            {
                isolation.Run(task, [.. rows.Select(row => predicted[row])], () =>
                {
                    var hidden = backbone.Resume(prefix, layers, batch, task.Plan);
                    var logits = task.Head(task.ReadsTokens ? hidden : backbone.Pool(hidden, batch.Output), batch.Output.Ids);
                    return isolation.Interpret(
                        task, logits, batch.Count, batch.Output.Ids.size(1), [.. rows.Select(row => texts[row])]);
                });
            }
        }
    }
}

/// <summary>Finds the predictions of tasks.</summary>
public static class TaskPredictions
{
    /// <summary>Returns the prediction of a task with the type of its kind.</summary>
    /// <typeparam name="TPrediction">What the task predicts.</typeparam>
    /// <param name="predictions">The predictions for one text.</param>
    /// <param name="task">The task.</param>
    public static TPrediction Of<TPrediction>(this IReadOnlyDictionary<string, TaskPrediction> predictions, TextTask<TPrediction> task)
        where TPrediction : TaskPrediction
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(task);
        return (TPrediction)predictions[task.Id];
    }
}
