namespace AdapterKit;

/// <summary>One row of a batch: a text and the task that it is for.</summary>
/// <param name="Task">The task; borrowed.</param>
/// <param name="Text">The tokens. Rows with the same array of ids share the layers below their tasks' first adapters.</param>
/// <param name="IsShort">Whether the task does without what it can; the same for all of its rows in a batch.</param>
internal readonly record struct TaskRow(TaskAdapter Task, TokenizedText Text, bool IsShort = false)
{
    /// <summary>The plan of the row.</summary>
    public AdapterPlan Plan => IsShort && Task.DroppableLayers > 0 ? Task.ShortPlan : Task.Plan;
}

/// <summary>What became of a row: a prediction or a fault.</summary>
/// <param name="Prediction">The prediction; <see langword="null"/> if the task failed.</param>
/// <param name="Fault">What went wrong, as a sentence; <see langword="null"/> if nothing did.</param>
internal readonly record struct RowAnswer(TaskPrediction? Prediction, string? Fault);
