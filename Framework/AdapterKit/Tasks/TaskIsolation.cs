namespace AdapterKit;

/// <summary>Runs the code of one task at a time, and keeps what goes wrong in it from the other tasks.</summary>
/// <param name="isolates">Whether a fault is noted; otherwise it is thrown, and logits are taken as they are.</param>
/// <param name="running">Called with a task before its code runs, and with <see langword="null"/> after it.</param>
/// <param name="cancellationToken">The caller's, which is no fault of a task.</param>
internal sealed class TaskIsolation(bool isolates, Action<TaskAdapter?>? running, CancellationToken cancellationToken)
{
    /// <summary>Predicts with a task, and adds to each text its prediction or its fault.</summary>
    /// <param name="task">The task.</param>
    /// <param name="texts">The texts of the pass.</param>
    /// <param name="predict">Returns the prediction of each text; <see langword="null"/> where the logits are not finite.</param>
    public void Run(TaskAdapter task, IReadOnlyList<PredictedText> texts, Func<IReadOnlyList<TaskPrediction?>> predict)
    {
        running?.Invoke(task);
        try
        {
            foreach (var (text, prediction) in texts.Zip(predict()))
            {
                if (prediction is not null)
                    text.Predictions.Add(task.Id, prediction);
                else
                    text.Faults.Add(task.Id, Describe(task, LogitsCheck.NotFinite));
            }
        }
        catch (Exception error) when (isolates && !cancellationToken.IsCancellationRequested)
        {
            var fault = Describe(task, error);
            foreach (var text in texts)
                text.Faults.TryAdd(task.Id, fault);
        }
        finally
        {
            running?.Invoke(null);
        }
    }

    /// <summary>Interprets logits, after a check of their shape and values.</summary>
    public IReadOnlyList<TaskPrediction?> Interpret(
        TaskAdapter task, Tensor logits, long rows, long tokens, IReadOnlyList<TokenizedText> texts)
    {
        if (!isolates)
            return task.Interpret(logits, texts);

        if (LogitsCheck.FindFault(task, logits, rows, tokens) is { } fault)
            throw new TaskFaultException(fault);

        var finite = LogitsCheck.FindFinite(logits);
        var predictions = task.Interpret(finite.Contains(false) ? logits.nan_to_num() : logits, texts);
        return [.. predictions.Zip(finite, (prediction, isFinite) => isFinite ? prediction : null)];
    }

    /// <summary>Says what a task has thrown.</summary>
    public static string Describe(TaskAdapter task, Exception error) =>
        Describe(task, error is TaskFaultException ? error.Message : $"it throws {PrintableText.Describe(error)}");

    private static string Describe(TaskAdapter task, string problem) => $"Task '{task.Id}' failed: {problem}.";

    private sealed class TaskFaultException(string problem) : Exception(problem);
}

/// <summary>What is known of one text so far.</summary>
/// <param name="Predictions">The predictions, by task.</param>
/// <param name="Faults">The faults, by task.</param>
internal readonly record struct PredictedText(
    OrderedDictionary<string, TaskPrediction> Predictions, OrderedDictionary<string, string> Faults);
