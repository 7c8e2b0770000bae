namespace AdapterKit.Training;

/// <summary>How well hidden tokens are guessed.</summary>
/// <param name="Tokens">The number of guesses.</param>
/// <param name="Loss">Their mean cross-entropy, in nats.</param>
/// <param name="Accuracy">The share that is right.</param>
public sealed record GuessScores(int Tokens, double Loss, double Accuracy);
