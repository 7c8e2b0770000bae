namespace AdapterKit.Training;

/// <summary>What pretraining came to.</summary>
/// <param name="Validation">How well tokens of the validation texts are guessed.</param>
/// <param name="BestEpoch">The epoch of the kept weights, counted from 1.</param>
/// <param name="Steps">Steps done.</param>
/// <param name="TokensPerEpoch">Tokens of the training texts.</param>
/// <param name="Parameters">How many numbers were trained.</param>
public sealed record PretrainingResult(GuessScores Validation, int BestEpoch, int Steps, long TokensPerEpoch, long Parameters);
