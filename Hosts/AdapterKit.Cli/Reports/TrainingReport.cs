namespace AdapterKit.Cli.Reports;

/// <summary>The result of <c>train</c>.</summary>
/// <param name="Task">The task.</param>
/// <param name="Mode">The weights that were trained.</param>
/// <param name="Seed">The random seed.</param>
/// <param name="BestEpoch">The epoch whose weights were kept.</param>
/// <param name="TrainedParameters">The number of trained parameters.</param>
/// <param name="Share">That number divided by the backbone's parameters.</param>
/// <param name="Seconds">The duration.</param>
/// <param name="Validation">The scores on the validation texts.</param>
/// <param name="Test">The scores on the test texts.</param>
/// <param name="Bundle">The directory of the bundle; absent if none was written.</param>
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
