namespace AdapterKit.Training;

/// <summary>A data file cannot be used. The message names the file and the line.</summary>
/// <param name="message">What is wrong, and where.</param>
/// <param name="inner">The cause.</param>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
