namespace AdapterKit.Hosting;

/// <summary>How long a request is expected to wait for its answer.</summary>
/// <param name="Queue">For the rows that come before it.</param>
/// <param name="Passes">For the pass that runs, and for its own.</param>
internal readonly record struct ExpectedWait(TimeSpan Queue, TimeSpan Passes)
{
    public TimeSpan Total => Queue + Passes;
}
