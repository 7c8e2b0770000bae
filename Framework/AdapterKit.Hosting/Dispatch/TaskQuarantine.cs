using System.Collections.Concurrent;

namespace AdapterKit.Hosting;

/// <summary>Takes tasks that fail again and again out of service for a while, and others by hand.</summary>
/// <remarks>Thread safety: all members may be called from any thread.</remarks>
public sealed class TaskQuarantine
{
    private readonly DispatcherOptions options;
    private readonly ConcurrentDictionary<string, TaskRecord> records = new(StringComparer.Ordinal);

    internal TaskQuarantine(DispatcherOptions options) => this.options = options;

    /// <summary>
    /// The tasks that are quarantined, each with the reason and its last fault, for operators: what a task throws may quote a text.
    /// </summary>
    public IReadOnlyDictionary<string, string> Tasks => records.Keys
        .Select(task => (task, Record: Find(task)))
        .Where(entry => entry.Record is not null)
        .ToDictionary(entry => entry.task, entry => $"{entry.Record!.Reason} {entry.Record.Fault}".TrimEnd());

    /// <summary>Takes a task out of service until it is released.</summary>
    /// <param name="task">The id of the task.</param>
    /// <param name="reason">Why.</param>
    public void Add(string task, string reason)
    {
        ArgumentNullException.ThrowIfNull(task);
        Change(task, record => record.Hold(DateTimeOffset.MaxValue, reason));
    }

    /// <summary>Puts a task back into service.</summary>
    /// <param name="task">The id of the task.</param>
    /// <returns>Whether it was quarantined.</returns>
    public bool Release(string task) => FindReason(task) is not null & records.TryRemove(task, out _);

    /// <summary>Returns why a task is quarantined, for anyone: without what it threw. <see langword="null"/> if it is not.</summary>
    /// <param name="task">The id of the task.</param>
    public string? FindReason(string task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Find(task)?.Reason;
    }

    /// <summary>Notes that a task has failed in a pass.</summary>
    internal void RecordFault(string task, string fault)
    {
        var now = options.Clock.GetUtcNow();
        Change(task, record => record.AddFault(now, fault, options));
    }

    /// <summary>Notes that a task has answered all of its rows in a pass.</summary>
    internal void RecordSuccess(string task)
    {
        // A task that was let in again on trial has passed.
        if (records.TryGetValue(task, out var record) && record.Strikes > 0 && record.Until <= options.Clock.GetUtcNow())
            records.TryRemove(task, out _);
    }

    private TaskRecord? Find(string task) =>
        records.TryGetValue(task, out var record) && record.Until > options.Clock.GetUtcNow() ? record : null;

    private void Change(string task, Func<TaskRecord, TaskRecord> change) =>
        records.AddOrUpdate(task, _ => change(TaskRecord.Clean), (_, record) => change(record));

    /// <summary>What is held against a task.</summary>
    /// <param name="Faults">When it has failed of late.</param>
    /// <param name="Strikes">How often it was quarantined without having passed a trial since.</param>
    /// <param name="Until">When it may be tried again.</param>
    /// <param name="Reason">Why it is quarantined.</param>
    /// <param name="Fault">What it did last; empty if it was quarantined by hand.</param>
    private sealed record TaskRecord(
        IReadOnlyList<DateTimeOffset> Faults, int Strikes, DateTimeOffset Until, string Reason, string Fault)
    {
        private const int MaxDoublings = 10;

        public static TaskRecord Clean { get; } = new([], 0, DateTimeOffset.MinValue, "", "");

        public TaskRecord Hold(DateTimeOffset until, string reason) => this with { Until = until, Reason = reason, Fault = "" };

        public TaskRecord AddFault(DateTimeOffset now, string fault, DispatcherOptions options)
        {
            if (Until > now)
                return this;

            IReadOnlyList<DateTimeOffset> recent = [.. Faults.Where(time => time > now - options.FaultWindow), now];
            if (Strikes == 0 && recent.Count < options.MaxFaults)
                return this with { Faults = recent };

            var time = options.QuarantineTime * Math.Pow(2, Math.Min(Strikes, MaxDoublings));
            return new([], Strikes + 1, now + time, $"It has failed, and is quarantined for {time.TotalSeconds:0} s.", fault);
        }
    }
}
