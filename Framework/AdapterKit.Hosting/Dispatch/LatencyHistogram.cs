namespace AdapterKit.Hosting;

/// <summary>Counts times in classes whose bounds grow by an eighth of an octave: quantiles are right within 5 %.</summary>
/// <remarks>Not safe for several threads.</remarks>
internal sealed class LatencyHistogram
{
    private const int ClassesPerOctave = 8;
    private const int Classes = 24 * ClassesPerOctave;

    // The lower bound of the first class; the last one begins after seven minutes.
    private const double Least = 25e-6;

    private readonly int[] counts = new int[Classes];

    public long Count { get; private set; }

    public void Add(TimeSpan time)
    {
        var octaves = Math.Log2(Math.Max(time.TotalSeconds, Least) / Least);
        counts[Math.Min((int)(octaves * ClassesPerOctave), Classes - 1)]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var index = 0; index < Classes; index++)
            counts[index] += other.counts[index];

        Count += other.Count;
    }

    /// <summary>Returns the time that a share of all does not exceed; zero without any.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    public TimeSpan Quantile(double share)
    {
        if (Count == 0)
            return TimeSpan.Zero;

        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var index = 0;
        for (var seen = (long)counts[0]; seen < rank; seen += counts[index])
            index++;

        return TimeSpan.FromSeconds(Least * Math.Pow(2, (index + 0.5) / ClassesPerOctave));
    }
}
