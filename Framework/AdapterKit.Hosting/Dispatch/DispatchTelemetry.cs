using System.Diagnostics.Metrics;

namespace AdapterKit.Hosting;

/// <summary>What dispatchers measure, with the meter of <see cref="HostTelemetry"/>.</summary>
internal static class DispatchTelemetry
{
    private static readonly Meter Meter = new(HostTelemetry.Name);
    private static readonly Histogram<double> QueueTime =
        Meter.CreateHistogram<double>("adapterkit.queue.duration", "s", "Time that a row waits for its pass.");

    private static readonly Histogram<double> PassTime = Meter.CreateHistogram<double>("adapterkit.pass.duration", "s", "Time of a pass.");
    private static readonly Histogram<int> PassRows = Meter.CreateHistogram<int>("adapterkit.pass.rows", "{row}", "Rows of a pass.");
    private static readonly Histogram<int> PassTokens =
        Meter.CreateHistogram<int>("adapterkit.pass.tokens", "{token}", "Tokens of a pass, padding included.");

    private static readonly Histogram<double> PassPadding =
        Meter.CreateHistogram<double>("adapterkit.pass.padding", "1", "The part of a pass that is padding.");

    private static readonly Histogram<int> PassTasks = Meter.CreateHistogram<int>("adapterkit.pass.tasks", "{task}", "Tasks of a pass.");
    private static readonly Counter<long> Rejected =
        Meter.CreateCounter<long>("adapterkit.rejected", "{request}", "Requests that were not accepted, by reason.");

    private static readonly Counter<long> Late =
        Meter.CreateCounter<long>("adapterkit.late", "{row}", "Rows whose time was up before their turn came.");

    private static readonly UpDownCounter<long> Queued =
        Meter.CreateUpDownCounter<long>("adapterkit.queue.tokens", "{token}", "Tokens that wait.");

    public static void RecordQueued(long tokens) => Queued.Add(tokens);

    public static void RecordRejected(RejectionReason reason) =>
        Rejected.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public static void RecordLate(int rows)
    {
        if (rows > 0)
            Late.Add(rows);
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
}
