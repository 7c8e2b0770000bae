namespace AdapterKit.Training;

/// <summary>A data file cannot be used: the message names file and line.</summary>
/// <param name="message">What is wrong, and where.</param>
/// <param name="inner">What caused it.</param>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
