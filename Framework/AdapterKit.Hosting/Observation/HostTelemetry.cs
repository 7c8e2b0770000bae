using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AdapterKit.Hosting;

/// <summary>What a host measures. Listen to the meter and to the activity source of this name.</summary>
public static class HostTelemetry
{
    /// <summary>The name of the <see cref="Meter"/> and of the <see cref="ActivitySource"/>.</summary>
    public const string Name = "AdapterKit.Hosting";

    private const int MaxTasks = 500;

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Texts =
        Meter.CreateCounter<long>("adapterkit.texts", "{text}", "Texts that a task has answered.");

    private static readonly Counter<long> Faults =
        Meter.CreateCounter<long>("adapterkit.faults", "{text}", "Texts on which a task has failed.");

    private static readonly Histogram<double> PredictionTime =
        Meter.CreateHistogram<double>("adapterkit.predict.duration", "s", "Time of a call, all its tasks and texts together.");

    private static readonly Histogram<double> ChangeTime =
        Meter.CreateHistogram<double>("adapterkit.change.duration", "s", "Time to build and test the next generation of a host.");

    private static readonly ConcurrentDictionary<string, string> Labels = new(StringComparer.Ordinal);

    /// <summary>The activities: <c>adapterkit.predict</c> and <c>adapterkit.change</c>.</summary>
    internal static ActivitySource Activities { get; } = new(Name);

    internal static void RecordPrediction(IReadOnlyList<TaskAnswers> answers, long start)
    {
        PredictionTime.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (!Texts.Enabled && !Faults.Enabled)
            return;

        Count(Texts, answers.SelectMany(answer => answer.Predictions.Keys));
        Count(Faults, answers.SelectMany(answer => answer.Faults.Keys));
    }

    internal static void RecordChange(long start) => ChangeTime.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);

    // A meter keeps all values of a tag for ever, and exporters lose every tag beyond a few thousand.
    private static void Count(Counter<long> counter, IEnumerable<string> tasks)
    {
        foreach (var (task, count) in tasks.CountBy(task => task))
        {
            var label = Labels.Count < MaxTasks ? Labels.GetOrAdd(task, task) : Labels.GetValueOrDefault(task, "other");
            counter.Add(count, new KeyValuePair<string, object?>("task", label));
        }
    }
}
