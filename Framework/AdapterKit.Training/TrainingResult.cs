namespace AdapterKit.Training;

/// <summary>A trained task and what it can do.</summary>
/// <param name="Task">The task, with the weights of its best epoch.</param>
/// <param name="Validation">Its scores on the validation texts.</param>
/// <param name="Test">Its scores on the test texts; <see langword="null"/> where there are none.</param>
/// <param name="BestEpoch">The epoch of those weights, counted from 1.</param>
/// <param name="Epochs">Epochs run.</param>
/// <param name="Parameters">How many numbers were trained, and out of how many.</param>
public sealed record TrainingResult(
    TaskAdapter Task,
    Scores Validation,
    Scores? Test,
    int BestEpoch,
    int Epochs,
    ParameterCount Parameters) : IDisposable
{
    /// <summary>Releases the task.</summary>
    public void Dispose() => Task.Dispose();
}
