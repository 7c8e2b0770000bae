using System.Diagnostics;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Runs;

/// <summary>What a part of a program adds at most to the resident memory, as Linux counts it.</summary>
internal sealed class MemoryGrowth
{
    private readonly long before;

    private MemoryGrowth(long before) => this.before = before;

    /// <summary>The most that was added since the start, in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return (process.PeakWorkingSet64 - before) / 1e6;
        }
    }

    /// <summary>Starts the count, with what is in use now; <see langword="null"/> where the system does not count so.</summary>
    public static MemoryGrowth? TryStart()
    {
        if (!OperatingSystem.IsLinux())
            return null;

        // What was freed goes back to the system: it would hide as much of what follows.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.TryTrim();
        try
        {
            // "5" begins the peak anew (proc(5), clear_refs).
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        using var process = Process.GetCurrentProcess();
        return new MemoryGrowth(process.WorkingSet64);
    }
}
