namespace AdapterKit.Hosting;

/// <summary>What became of rows.</summary>
/// <param name="RowsPerSecond">The number of rows a second that were answered.</param>
/// <param name="Median">The median time from a row's arrival to its answer, right within 5 %; zero if none was answered.</param>
/// <param name="Percentile99">The time that 99 of 100 rows did not exceed, likewise.</param>
/// <param name="Failed">The number of rows on which a task failed.</param>
/// <param name="Late">The number of rows that were accepted, but not answered in time.</param>
public sealed record TrafficStatistics(double RowsPerSecond, TimeSpan Median, TimeSpan Percentile99, long Failed, long Late)
{
    /// <summary>No rows at all.</summary>
    public static TrafficStatistics None { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero, 0, 0);
}
