namespace AdapterKit.Hosting;

/// <summary>Why a request was not accepted.</summary>
public enum RejectionReason
{
    /// <summary>Too much is waiting already: it could not be answered in time. Nothing is wrong with the request.</summary>
    Overloaded,

    /// <summary>The request alone has more tokens than may wait. Split it.</summary>
    TooLarge,

    /// <summary>Whoever sends it has used up what it may use in that time.</summary>
    RateLimited,

    /// <summary>The dispatcher is stopping: it answers what it has accepted, and accepts nothing more.</summary>
    Stopping,
}

/// <summary>A request was not accepted; none of its rows was run.</summary>
/// <param name="reason">Why.</param>
/// <param name="retryAfter">When to try again.</param>
/// <param name="message">What is wrong, and what to do.</param>
#pragma warning disable CA1032 // It is thrown here alone, and never without a reason.
public sealed class DispatchRejectedException(RejectionReason reason, TimeSpan retryAfter, string message) : Exception(message)
#pragma warning restore CA1032
{
    /// <summary>Why.</summary>
    public RejectionReason Reason { get; } = reason;

    /// <summary>When to try again, in whole seconds.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
