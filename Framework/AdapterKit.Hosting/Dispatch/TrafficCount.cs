namespace AdapterKit.Hosting;

/// <summary>Counts what became of rows. Not safe for several threads.</summary>
internal sealed class TrafficCount
{
    private readonly LatencyHistogram answered = new();
    private long failed;
    private long late;

    /// <summary>Adds a row.</summary>
    /// <param name="state">What became of it.</param>
    /// <param name="time">The time since its arrival.</param>
    public void Add(RowState state, TimeSpan time)
    {
        if (state == RowState.Answered)
            answered.Add(time);
        else if (state == RowState.Late)
            late++;
        else
            failed++;
    }

    public void Add(TrafficCount other)
    {
        answered.Add(other.answered);
        failed += other.failed;
        late += other.late;
    }

    public TrafficStatistics Over(TimeSpan window) => new(
        answered.Count / window.TotalSeconds, answered.Quantile(0.5), answered.Quantile(0.99), failed, late);
}
