namespace AdapterKit.Training;

/// <summary>A trained task and its metrics.</summary>
/// <param name="Task">The task, with the weights of its best epoch.</param>
/// <param name="Validation">Its metrics on the validation texts.</param>
/// <param name="Test">Its metrics on the test texts; <see langword="null"/> without test texts.</param>
/// <param name="BestEpoch">The best epoch, counted from 1.</param>
/// <param name="Epochs">The number of finished epochs.</param>
/// <param name="Parameters">The number of trained parameters, and of the backbone's.</param>
public sealed record TrainingResult(
    TaskAdapter Task,
    TaskScores Validation,
    TaskScores? Test,
    int BestEpoch,
    int Epochs,
    ParameterCount Parameters) : IDisposable
{
    /// <summary>Disposes the task.</summary>
    public void Dispose() => Task.Dispose();
}
