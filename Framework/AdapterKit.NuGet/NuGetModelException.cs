namespace AdapterKit.NuGet;

/// <summary>A model could not be fetched as a NuGet package; the message says why and what to do.</summary>
/// <param name="message">What went wrong and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class NuGetModelException(string message, Exception? inner = null) : Exception(message, inner);
