namespace AdapterKit.Training;

/// <summary>The progress of an evaluation: before its first batch, and after each.</summary>
/// <param name="Done">The number of texts that are evaluated.</param>
/// <param name="Texts">The number of all texts.</param>
public readonly record struct EvaluationProgress(int Done, int Texts);
