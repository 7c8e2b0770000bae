using System.Globalization;
using System.Runtime.InteropServices;

namespace AdapterKit.Benchmarks;

/// <summary>The most memory that this process had resident, as Linux counts it.</summary>
internal static partial class PeakMemory
{
    /// <summary>Runs the work once to settle, then again, and says what the second run came to; weights and program included.</summary>
    /// <returns>Megabytes.</returns>
    public static double Of(Contender work, bool gradients)
    {
        using var inference = inference_mode(!gradients);
        work.Run().Dispose();
        GC.Collect();
        // What was freed while contenders were made goes back to the system, where others of them never had it.
        _ = Trim(0);
        // "5" begins the count anew (proc(5), clear_refs).
        File.WriteAllText("/proc/self/clear_refs", "5");
        work.Run().Dispose();
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint pad);
}
