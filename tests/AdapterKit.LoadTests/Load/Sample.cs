using HdrHistogram;

namespace AdapterKit.LoadTests;

/// <summary>What became of the requests of a caller or of several, with their times. Safe for several threads.</summary>
internal sealed class Sample
{
    private const long LongestMicroseconds = 60_000_000;
    private const int Digits = 3;

    private readonly Lock gate = new();
    private readonly LongHistogram answered = new(LongestMicroseconds, Digits);
    private readonly LongHistogram refused = new(LongestMicroseconds, Digits);

    public long Answered => answered.TotalCount;

    public long Refused => refused.TotalCount;

    /// <summary>The requests that were accepted and not answered in time, by the server's word or by the clock of the caller.</summary>
    public long Late { get; private set; }

    public long Failed { get; private set; }

    /// <summary>Adds a request.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="intended">The time since it should have been sent: a client that is behind must not hide what it waits for.</param>
    /// <param name="sent">The time since it was sent.</param>
    /// <param name="timeout">The time that it allowed.</param>
    public void Add(Outcome outcome, TimeSpan intended, TimeSpan sent, TimeSpan timeout)
    {
        lock (gate)
        {
            if (outcome == Outcome.Late || (outcome == Outcome.Answered && sent > timeout))
                Late++;
            else if (outcome == Outcome.Answered)
                answered.RecordValue(Limit(intended));
            else if (outcome == Outcome.Refused)
                refused.RecordValue(Limit(sent));
            else
                Failed++;
        }
    }

    /// <summary>The share of all requests that were answered in time.</summary>
    public double ShareAnswered => Answered / Math.Max(1.0, Answered + Refused + Late + Failed);

    /// <summary>The time in milliseconds that a share of all answers did not exceed.</summary>
    public double QuantileOfAnswers(double percent) => Quantile(answered, percent);

    /// <summary>The time in milliseconds that a share of all refusals did not exceed, since they were sent.</summary>
    public double QuantileOfRefusals(double percent) => Quantile(refused, percent);

    private static double Quantile(LongHistogram histogram, double percent) =>
        histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(percent) / 1e3;

    private static long Limit(TimeSpan time) => Math.Clamp((long)time.TotalMicroseconds, 1, LongestMicroseconds);
}
