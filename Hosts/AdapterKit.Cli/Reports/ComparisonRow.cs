namespace AdapterKit.Cli.Reports;

/// <summary>One task trained in one mode, over several seeds.</summary>
/// <param name="Task">The task, or <c>mean</c>.</param>
/// <param name="Mode">Which weights were trained.</param>
/// <param name="Runs">The number of seeds.</param>
/// <param name="Accuracy">Mean test accuracy.</param>
/// <param name="AccuracySpread">Its standard deviation over seeds.</param>
/// <param name="MacroF1">Mean test macro-F1.</param>
/// <param name="MacroF1Spread">Its standard deviation over seeds.</param>
/// <param name="TrainedParameters">How many numbers were trained.</param>
/// <param name="Share">The same as a share of the backbone's.</param>
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
