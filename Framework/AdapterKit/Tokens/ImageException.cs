namespace AdapterKit;

/// <summary>An image cannot be read. The message names the file.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class ImageException(string message, Exception? inner = null) : Exception(message, inner);
