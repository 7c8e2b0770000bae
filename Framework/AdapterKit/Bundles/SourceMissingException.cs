namespace AdapterKit;

/// <summary>A task mixes another one that is not there.</summary>
/// <param name="source">The name of the task that is missing.</param>
/// <param name="message">What is missing where, and what to do.</param>
public sealed class SourceMissingException(string source, string message) : BundleException(message)
{
    /// <summary>The name of the task that is missing.</summary>
    public string MissingTask { get; } = source;
}
