namespace AdapterKit.Training;

/// <summary>Where training stands, after a step.</summary>
/// <param name="Epoch">The present epoch, counted from 1.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all, if training does not end early.</param>
/// <param name="Loss">The mean loss over the latest steps.</param>
/// <param name="TextsPerSecond">Training texts a second in this epoch.</param>
/// <param name="Validation">The latest validation score; <see langword="null"/> before the first.</param>
public readonly record struct TrainingProgress(int Epoch, int Step, int Steps, double Loss, double TextsPerSecond, Scores? Validation);
