namespace AdapterKit.Training;

/// <summary>How well a masked language model predicts masked tokens.</summary>
/// <param name="Tokens">The number of predicted tokens.</param>
/// <param name="Loss">Their mean cross-entropy, in nats.</param>
/// <param name="Accuracy">The fraction of correct predictions.</param>
public sealed record MaskedLmMetrics(int Tokens, double Loss, double Accuracy);
