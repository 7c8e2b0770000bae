namespace AdapterKit;

/// <summary>A bundle cannot be used. The message says which file and key, what it contains, what is expected, and what to do.</summary>
public class BundleException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">File, key, both values, and what to do.</param>
    /// <param name="inner">The cause.</param>
    public BundleException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
