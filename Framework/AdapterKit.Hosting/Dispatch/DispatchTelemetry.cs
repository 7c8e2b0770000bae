using System.Diagnostics.Metrics;

namespace AdapterKit.Hosting;

/// <summary>What dispatchers measure, with the meter of <see cref="HostTelemetry"/>.</summary>
internal static class DispatchTelemetry
{
    private static readonly Meter Meter = new(HostTelemetry.Name);
    private static readonly double[] Seconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
    private static readonly double[] Parts = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75];
    private static readonly int[] Counts = [1, 2, 4, 8, 16, 32, 64, 128, 256];
    private static readonly int[] Tokens = [64, 128, 256, 512, 1024, 2048, 4096, 8192];

    private static readonly Histogram<double> QueueTime = Create("queue.duration", "s", "Time that a row waits for its pass.", Seconds);
    private static readonly Histogram<double> PassTime = Create("pass.duration", "s", "Time of a pass.", Seconds);
    private static readonly Histogram<int> PassRows = Create("pass.rows", "{row}", "Rows of a pass.", Counts);
    private static readonly Histogram<int> PassTokens = Create("pass.tokens", "{token}", "Tokens of a pass, padding included.", Tokens);
    private static readonly Histogram<double> PassPadding = Create("pass.padding", "1", "The part of a pass that is padding.", Parts);
    private static readonly Histogram<int> PassTasks = Create("pass.tasks", "{task}", "Tasks of a pass.", Counts);
    private static readonly Counter<long> Rejected =
        Meter.CreateCounter<long>("adapterkit.rejected", "{request}", "Requests that were not accepted, by reason.");

    private static readonly Counter<long> Late =
        Meter.CreateCounter<long>("adapterkit.late", "{row}", "Rows whose time was up before their turn came.");

    private static readonly Counter<long> Dropped =
        Meter.CreateCounter<long>("adapterkit.dropped", "{row}", "Rows that were answered without adapters in the first layers.");

    private static readonly Histogram<double> StepTime =
        Create("generation.step.duration", "s", "Time of a step in which each text that is written gets a token.", Seconds);

    private static readonly Histogram<int> StepTexts =
        Create("generation.step.texts", "{text}", "Texts that are written together.", Counts);

    private static readonly UpDownCounter<long> Queued =
        Meter.CreateUpDownCounter<long>("adapterkit.queue.tokens", "{token}", "Tokens that wait.");

    public static void RecordQueued(long tokens) => Queued.Add(tokens);

    public static void RecordStep(int texts, TimeSpan time)
    {
        StepTime.Record(time.TotalSeconds);
        StepTexts.Record(texts);
    }

    public static void RecordRejected(RejectionReason reason) =>
        Rejected.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public static void RecordLate(int rows)
    {
        if (rows > 0)
            Late.Add(rows);
    }

    public static void RecordDropped(IReadOnlyList<RowResult> results)
    {
        if (results.Count(result => result.DroppedLayers > 0) is > 0 and var rows)
            Dropped.Add(rows);
    }

    public static void RecordPass(IReadOnlyList<QueuedRow> rows, TimeSpan start, TimeSpan time)
    {
        foreach (var row in rows)
            QueueTime.Record((start - row.Arrived).TotalSeconds);

        var padded = rows.Count * rows.Max(row => row.Tokens);
        PassTime.Record(time.TotalSeconds);
        PassRows.Record(rows.Count);
        PassTokens.Record(padded);
        PassPadding.Record(1 - ((double)rows.Sum(row => row.Tokens) / padded));
        PassTasks.Record(rows.Select(row => row.Flow.Task).Distinct().Count());
    }

    private static Histogram<T> Create<T>(string name, string unit, string description, IReadOnlyList<T> boundaries)
        where T : struct => Meter.CreateHistogram(
            $"adapterkit.{name}", unit, description, tags: null, new InstrumentAdvice<T> { HistogramBucketBoundaries = boundaries });
}
