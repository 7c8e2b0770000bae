namespace AdapterKit.Hosting;

/// <summary>
/// The factor by which waits exceed what was expected of them: learned, so that one row in a thousand at most takes longer than the
/// expectation times the factor.
/// </summary>
/// <remarks>
/// It follows a quantile by steps (stochastic approximation): up after a pass with a row that took longer, and a thousandth as far down
/// after each row that did not. Not safe for several threads.
/// </remarks>
internal sealed class WaitFactor
{
    private const double Step = 0.05;
    private const double Share = 0.001;
    private const double Most = 4;

    // A short wait is mostly one pass, and says nothing about a queue.
    private const double Least = 0.2;

    private double factor = 1;

    /// <summary>The longest that a wait is likely to become.</summary>
    public TimeSpan Stretch(TimeSpan expected) => expected * factor;

    /// <summary>Learns from the rows of a pass.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="now">When they were answered.</param>
    public void Observe(IReadOnlyList<QueuedRow> rows, TimeSpan now)
    {
        var hasExceeded = false;
        foreach (var row in rows.Where(row => row.Expected > (row.Deadline - row.Arrived) * Least))
        {
            if (now - row.Arrived > Stretch(row.Expected))
                hasExceeded = true;
            else
                factor *= 1 - (Step * Share);
        }

        factor = Math.Clamp(hasExceeded ? factor * (1 + Step) : factor, 1, Most);
    }
}
