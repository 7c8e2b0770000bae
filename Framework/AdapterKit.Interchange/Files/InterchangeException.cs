namespace AdapterKit.Interchange;

/// <summary>A published adapter cannot be read or written exactly. Nothing was loaded or written.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class InterchangeException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The keys that the configuration implies and the file lacks.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The keys of the file that nothing in the configuration explains.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];
}
