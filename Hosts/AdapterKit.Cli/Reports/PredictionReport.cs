namespace AdapterKit.Cli.Reports;

/// <summary>What <c>predict</c> found.</summary>
/// <param name="Tokens">How many tokens of the text were read.</param>
/// <param name="Milliseconds">What tokenizing and all predictions took.</param>
/// <param name="Predictions">One for each task.</param>
/// <param name="Refused">The plugins that were not used.</param>
/// <param name="Explanations">What tasks that mix others listened to, where that was asked for.</param>
internal sealed record PredictionReport(
    int Tokens,
    double Milliseconds,
    IReadOnlyList<TaskPrediction> Predictions,
    IReadOnlyList<PluginReport> Refused,
    IReadOnlyList<FusionExplanation>? Explanations = null);

/// <summary>What a task that mixes others listened to.</summary>
/// <param name="Task">The task.</param>
/// <param name="Members">What it mixes, in the order of the weights.</param>
/// <param name="Tokens">The tokens of the text.</param>
internal sealed record FusionExplanation(string Task, IReadOnlyList<string> Members, IReadOnlyList<TokenAttention> Tokens);

/// <summary>The weights at one token, as means over the sites.</summary>
/// <param name="Token">The token.</param>
/// <param name="Weights">One for each member.</param>
internal sealed record TokenAttention(string Token, IReadOnlyList<double> Weights);

/// <summary>One task's answer.</summary>
/// <param name="Task">The task.</param>
/// <param name="Label">The likeliest label.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">The probability of every label.</param>
internal sealed record TaskPrediction(string Task, string Label, double Probability, IReadOnlyDictionary<string, double> Probabilities);
