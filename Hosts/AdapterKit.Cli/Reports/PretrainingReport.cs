namespace AdapterKit.Cli.Reports;

/// <summary>The result of <c>pretrain</c>.</summary>
/// <param name="Id">The id of the backbone.</param>
/// <param name="Parameters">The number of trained parameters, including the head.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="BestEpoch">The epoch whose weights were kept.</param>
/// <param name="TokensPerEpoch">The number of tokens of the training texts.</param>
/// <param name="ValidationLoss">The mean cross-entropy of masked tokens in the validation texts, in nats.</param>
/// <param name="ValidationAccuracy">The share of masked tokens predicted correctly there.</param>
/// <param name="MaskedTokens">The number of masked tokens there.</param>
/// <param name="Seconds">The duration since the start, or since it was resumed.</param>
/// <param name="Directory">The directory of the backbone.</param>
internal sealed record PretrainingReport(
    string Id,
    long Parameters,
    int Steps,
    int BestEpoch,
    long TokensPerEpoch,
    double ValidationLoss,
    double ValidationAccuracy,
    int MaskedTokens,
    double Seconds,
    string Directory);
