namespace AdapterKit.Cli.Reports;

/// <summary>One task trained in one mode, with several seeds.</summary>
/// <param name="Task">The task, or <c>mean</c>.</param>
/// <param name="Mode">The weights that were trained.</param>
/// <param name="Runs">The number of seeds.</param>
/// <param name="Accuracy">The mean test accuracy.</param>
/// <param name="AccuracySpread">Its standard deviation over the seeds.</param>
/// <param name="MacroF1">The mean test macro-F1.</param>
/// <param name="MacroF1Spread">Its standard deviation over the seeds.</param>
/// <param name="TrainedParameters">The number of trained parameters.</param>
/// <param name="Share">That number divided by the backbone's parameters.</param>
internal sealed record ComparisonRow(
    string Task,
    string Mode,
    int Runs,
    double Accuracy,
    double AccuracySpread,
    double MacroF1,
    double MacroF1Spread,
    long TrainedParameters,
    double Share);
