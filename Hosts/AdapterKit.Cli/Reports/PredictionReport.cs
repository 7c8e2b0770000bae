namespace AdapterKit.Cli.Reports;

/// <summary>What <c>predict</c> found.</summary>
/// <param name="Tokens">How many tokens of the text were read.</param>
/// <param name="Milliseconds">What tokenizing and all predictions took.</param>
/// <param name="Predictions">One for each task.</param>
/// <param name="Refused">The plugins that were not used.</param>
internal sealed record PredictionReport(
    int Tokens, double Milliseconds, IReadOnlyList<TaskPrediction> Predictions, IReadOnlyList<PluginReport> Refused);

/// <summary>One task's answer.</summary>
/// <param name="Task">The task.</param>
/// <param name="Label">The likeliest label.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">The probability of every label.</param>
internal sealed record TaskPrediction(string Task, string Label, double Probability, IReadOnlyDictionary<string, double> Probabilities);
