namespace AdapterKit.Cli.Reports;

/// <summary>What <c>train</c> made.</summary>
/// <param name="Task">The task.</param>
/// <param name="Mode">Which weights were trained.</param>
/// <param name="Seed">The seed.</param>
/// <param name="BestEpoch">The epoch whose weights were kept.</param>
/// <param name="TrainedParameters">How many numbers were trained.</param>
/// <param name="Share">The same as a share of the backbone's.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Validation">Scores on validation texts.</param>
/// <param name="Test">Scores on test texts.</param>
/// <param name="Bundle">Where the bundle is; absent where none was written.</param>
internal sealed record TrainingReport(
    string Task,
    string Mode,
    int Seed,
    int BestEpoch,
    long TrainedParameters,
    double Share,
    double Seconds,
    ScoreReport Validation,
    ScoreReport? Test,
    string? Bundle);
