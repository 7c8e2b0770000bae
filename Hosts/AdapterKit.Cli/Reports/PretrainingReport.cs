namespace AdapterKit.Cli.Reports;

/// <summary>What <c>pretrain</c> made.</summary>
/// <param name="Id">The backbone's id.</param>
/// <param name="Parameters">How many numbers were trained, the head's included.</param>
/// <param name="Steps">Steps done.</param>
/// <param name="BestEpoch">The epoch whose weights were kept.</param>
/// <param name="TokensPerEpoch">Tokens of the training texts.</param>
/// <param name="ValidationLoss">The mean cross-entropy of guesses in validation texts, in nats.</param>
/// <param name="ValidationAccuracy">The share of right guesses there.</param>
/// <param name="Guesses">How many there were.</param>
/// <param name="Seconds">How long it took, since it was started or resumed.</param>
/// <param name="Folder">Where the backbone is.</param>
internal sealed record PretrainingReport(
    string Id,
    long Parameters,
    int Steps,
    int BestEpoch,
    long TokensPerEpoch,
    double ValidationLoss,
    double ValidationAccuracy,
    int Guesses,
    double Seconds,
    string Folder);
