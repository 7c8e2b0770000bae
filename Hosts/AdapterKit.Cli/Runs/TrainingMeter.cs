using System.Diagnostics;
using AdapterKit.Training;

namespace AdapterKit.Cli.Runs;

/// <summary>Measures what the steps of a training cost: their median time, and the memory that they take.</summary>
/// <remarks>
/// A process keeps buffers of earlier trainings, so that only its first one says what it takes. Memory is that of the first epoch without
/// its validation, which takes as much for any adapters.
/// </remarks>
internal sealed class TrainingMeter : IProgress<TrainingProgress>
{
    private static bool hasMeasured;
    private readonly List<double> steps = [];
    private MemoryGrowth? memory;
    private long last;

    /// <summary>Starts with what the process takes now: program, backbone and texts.</summary>
    public TrainingMeter()
    {
        memory = hasMeasured ? null : MemoryGrowth.TryStart();
        hasMeasured = true;
        last = Stopwatch.GetTimestamp();
    }

    /// <summary>The median time of a step, in milliseconds; <see langword="null"/> before the first.</summary>
    public double? StepMilliseconds => steps.Count == 0 ? null : steps.Order().ElementAt(steps.Count / 2);

    /// <summary>The most memory that the steps added, in megabytes; <see langword="null"/> where it cannot be told.</summary>
    public double? MemoryMegabytes { get; private set; }

    /// <summary>Takes the time of a step.</summary>
    public void Report(TrainingProgress value)
    {
        if (value.IsEpochEnd)
            memory = null;
        else
            steps.Add(Stopwatch.GetElapsedTime(last).TotalMilliseconds);

        MemoryMegabytes = memory?.Megabytes ?? MemoryMegabytes;
        last = Stopwatch.GetTimestamp();
    }
}
