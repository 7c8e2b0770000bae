namespace AdapterKit.Training;

/// <summary>The progress of a training after a step, or after the validation that ends an epoch.</summary>
/// <param name="Epoch">The current epoch, counted from 1.</param>
/// <param name="Step">The number of finished steps.</param>
/// <param name="Steps">The total number of steps, unless training ends early.</param>
/// <param name="Loss">The moving average of the loss.</param>
/// <param name="TextsPerSecond">The throughput in this epoch.</param>
/// <param name="Validation">The latest validation metrics; <see langword="null"/> before the first validation.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Step, int Steps, double Loss, double TextsPerSecond, TaskScores? Validation)
{
    /// <summary>Whether the epoch has just been validated: one report more than its steps, with its own metrics.</summary>
    public bool IsEpochEnd { get; init; }
}
