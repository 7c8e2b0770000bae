namespace AdapterKit;

/// <summary>A task cannot be built as its configuration says.</summary>
public sealed class TaskConfigException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which task, what in its configuration, and what to do.</param>
    /// <param name="inner">What building an adapter threw; <see langword="null"/> if nothing was built.</param>
    public TaskConfigException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
