namespace AdapterKit.Hosting;

/// <summary>
/// The factor by which the rows of each key wait longer for those before them than was expected: learned, so that one row in a thousand at
/// most takes longer than the expectation stretched by it.
/// </summary>
/// <remarks>
/// It follows a quantile by steps (stochastic approximation): up after a pass with a row that took longer, and a thousandth as far down
/// after each row that did not. Each key has a factor of its own, since what comes later overtakes the rows of a key that has had its share
/// and no others. What was learned fades, so that a key is not turned away for a flood that is over. Not safe for several threads.
/// </remarks>
internal sealed class WaitFactors
{
    private const double Step = 0.05;
    private const double Share = 0.001;
    private const double First = 1.5;
    private const double Most = 8;
    private const double Negligible = 0.01;

    // A row that few come before says nothing about a queue.
    private const double LeastPart = 0.05;

    private static readonly TimeSpan HalfLife = TimeSpan.FromSeconds(30);

    // Those of the other keys are the first.
    private readonly Dictionary<string, double> factors = [];
    private TimeSpan faded;

    /// <summary>The longest that a wait is likely to become.</summary>
    public TimeSpan Stretch(string key, ExpectedWait expected) =>
        expected.Passes + (expected.Queue * factors.GetValueOrDefault(key, First));

    /// <summary>Learns from the rows of a pass.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="now">When they were answered, or found to be late.</param>
    /// <param name="areLate">Whether they were found to be late: nobody knows how long they would have waited.</param>
    public void Observe(IReadOnlyList<QueuedRow> rows, TimeSpan now, bool areLate = false)
    {
        Fade(now);
        foreach (var own in rows.GroupBy(row => row.Flow.Key))
            Observe(own.Key, own.Where(row => row.Expected.Queue > (row.Deadline - row.Arrived) * LeastPart), now, areLate);
    }

    private void Observe(string key, IEnumerable<QueuedRow> rows, TimeSpan now, bool areLate)
    {
        var (within, hasExceeded) = (0, false);
        foreach (var row in rows)
        {
            if (areLate || now - row.Arrived > Stretch(key, row.Expected))
                hasExceeded = true;
            else
                within++;
        }

        var factor = factors.GetValueOrDefault(key, First) * Math.Pow(1 - (Step * Share), within) * (hasExceeded ? 1 + Step : 1);
        Set(key, factor);
    }

    private void Fade(TimeSpan now)
    {
        var rest = Math.Pow(0.5, (now - faded) / HalfLife);
        faded = now;
        foreach (var (key, factor) in factors.ToList())
            Set(key, First + ((factor - First) * rest));
    }

    private void Set(string key, double factor)
    {
        if (factor > First + Negligible)
            factors[key] = Math.Min(factor, Most);
        else
            factors.Remove(key);
    }
}
