namespace AdapterKit.Training;

/// <summary>A checkpoint belongs to another training, so that this one cannot be resumed from it.</summary>
/// <param name="message">What does not match, and what to do.</param>
public sealed class CheckpointMismatchException(string message) : InvalidOperationException(message);
