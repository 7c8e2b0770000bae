namespace AdapterKit.Training;

/// <summary>The result of a pretraining.</summary>
/// <param name="Validation">The metrics of the kept weights on the validation texts.</param>
/// <param name="BestEpoch">The epoch of the kept weights, counted from 1.</param>
/// <param name="Steps">The number of finished steps.</param>
/// <param name="TokensPerEpoch">The number of tokens of the training texts.</param>
/// <param name="Parameters">The number of trained parameters.</param>
public sealed record PretrainingResult(MaskedLmMetrics Validation, int BestEpoch, int Steps, long TokensPerEpoch, long Parameters);
