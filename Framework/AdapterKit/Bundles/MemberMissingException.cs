namespace AdapterKit;

/// <summary>A task fuses another one that is missing.</summary>
/// <param name="member">The id of the missing task.</param>
/// <param name="message">What is missing where, and what to do.</param>
public sealed class MemberMissingException(string member, string message) : BundleException(message)
{
    /// <summary>The id of the missing task.</summary>
    public string MissingTask { get; } = member;
}
