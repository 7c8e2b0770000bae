namespace AdapterKit;

/// <summary>What several tasks answer to one text: a prediction, or what went wrong.</summary>
/// <param name="Predictions">The predictions, by task.</param>
/// <param name="Faults">For each task that failed on this text, a sentence that says how, by task.</param>
public sealed record TaskAnswers(
    IReadOnlyDictionary<string, TaskPrediction> Predictions, IReadOnlyDictionary<string, string> Faults);
