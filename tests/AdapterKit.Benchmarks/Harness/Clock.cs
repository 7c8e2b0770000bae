using System.Diagnostics;

namespace AdapterKit.Benchmarks;

/// <summary>A way to tell time.</summary>
/// <param name="Now">Time since some fixed moment.</param>
internal sealed record Clock(Func<TimeSpan> Now)
{
    /// <summary>The time that a user waits.</summary>
    public static Clock Wall { get; } = new(() => Stopwatch.GetElapsedTime(0));

    /// <summary>
    /// The time that this process has a core for; confines torch to one thread, since threads that wait for others use up CPU time too.
    /// </summary>
    public static Clock CpuOfOneThread()
    {
        set_num_threads(1);
        return new(() => Environment.CpuUsage.TotalTime);
    }
}
