namespace AdapterKit;

/// <summary>
/// A published checkpoint or its configuration is malformed, unsupported, or does not fit a model; the model was not changed.
/// </summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class CheckpointException(string message, Exception? inner = null) : Exception(message, inner);
