namespace AdapterKit.Hosting;

/// <summary>What a <see cref="RequestDispatcher"/> has done in the last minute, and what waits.</summary>
public sealed record DispatcherStatistics
{
    /// <summary>The time that the figures are of: a minute at most, less at the start.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>The number of rows that wait.</summary>
    public int QueuedRows { get; init; }

    /// <summary>The number of tokens that wait.</summary>
    public int QueuedTokens { get; init; }

    /// <summary>The number of passes a second.</summary>
    public double PassesPerSecond { get; init; }

    /// <summary>The mean number of rows in a pass.</summary>
    public double RowsPerPass { get; init; }

    /// <summary>The mean number of tokens in a pass, padding included.</summary>
    public double TokensPerPass { get; init; }

    /// <summary>The part of all tokens in passes that is padding, from 0 to 1.</summary>
    public double Padding { get; init; }

    /// <summary>The part of the time in which a pass ran, from 0 to 1.</summary>
    public double Busy { get; init; }

    /// <summary>The number of requests that were not accepted, by reason; reasons without any are left out.</summary>
    public IReadOnlyDictionary<RejectionReason, long> Rejected { get; init; } = new Dictionary<RejectionReason, long>();

    /// <summary>All rows together.</summary>
    public TrafficStatistics Total { get; init; } = TrafficStatistics.None;

    /// <summary>The rows that ask for sentence embeddings.</summary>
    public TrafficStatistics Embeddings { get; init; } = TrafficStatistics.None;

    /// <summary>The rows of each task that was asked for, by its id.</summary>
    public IReadOnlyDictionary<string, TrafficStatistics> Tasks { get; init; } = new Dictionary<string, TrafficStatistics>();
}
