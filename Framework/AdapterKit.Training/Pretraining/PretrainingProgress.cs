namespace AdapterKit.Training;

/// <summary>Where pretraining stands, after a step.</summary>
/// <param name="Epoch">The present epoch, counted from 1.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">The mean loss over the latest steps, in nats a guessed token.</param>
/// <param name="TokensPerSecond">Tokens read a second in this epoch.</param>
/// <param name="Validation">The latest validation scores; <see langword="null"/> before the first.</param>
public readonly record struct PretrainingProgress(int Epoch, int Step, int Steps, double Loss, double TokensPerSecond, GuessScores? Validation);
