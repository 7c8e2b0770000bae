namespace AdapterKit.LoadTests;

/// <summary>
/// One executor that starts a pass with everything that waits as soon as the one before has ended, and does nothing else: what queues alone
/// do to the times of answers.
/// </summary>
/// <param name="first">The seconds of a pass of one row.</param>
/// <param name="next">The seconds that each further row adds.</param>
/// <param name="mostRows">The rows of a pass at most.</param>
internal sealed class SimulatedExecutor(double first, double next, int mostRows)
{
    private const int Requests = 100_000;
    private const int Seed = 1;

    /// <summary>The executor whose passes take as long as those that were measured.</summary>
    /// <param name="single">The seconds of a request alone.</param>
    /// <param name="capacity">The answers a second while <paramref name="rows" /> requests are waiting at all times.</param>
    /// <param name="rows">More than one.</param>
    public static SimulatedExecutor Fit(double single, double capacity, int rows) =>
        new(single, Math.Max(0, ((rows / capacity) - single) / (rows - 1)), rows);

    /// <summary>Computes the time that a share of all answers does not exceed, from the arrival, in seconds.</summary>
    /// <param name="rate">Requests a second, of a Poisson process.</param>
    /// <param name="percent">The share.</param>
    public double Quantile(double rate, double percent)
    {
        var random = new Random(Seed);
        var (arrivals, time) = (new Queue<double>(), 0.0);
        for (var request = 0; request < Requests; request++)
            arrivals.Enqueue(time -= Math.Log(1 - random.NextDouble()) / rate);

        var (times, now) = (new List<double>(), 0.0);
        while (arrivals.TryPeek(out var earliest))
        {
            now = Math.Max(now, earliest);
            var pass = new List<double>();
            while (pass.Count < mostRows && arrivals.TryPeek(out var arrival) && arrival <= now)
                pass.Add(arrivals.Dequeue());

            now += first + (next * (pass.Count - 1));
            times.AddRange(pass.Select(arrived => now - arrived));
        }

        times.Sort();
        return times[(int)(percent / 100 * (times.Count - 1))];
    }
}
