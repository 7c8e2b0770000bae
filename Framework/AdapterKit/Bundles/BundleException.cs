namespace AdapterKit;

/// <summary>A bundle cannot be used: the message says which file and key, what stands there and what was expected.</summary>
public class BundleException : Exception
{
    /// <summary>An error with a sentence that a person can act on.</summary>
    /// <param name="message">File, key, both sides, and what to do.</param>
    /// <param name="inner">What caused it.</param>
    public BundleException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
