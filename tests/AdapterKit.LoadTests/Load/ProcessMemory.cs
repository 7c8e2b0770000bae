using System.Diagnostics;

namespace AdapterKit.LoadTests;

/// <summary>The memory of this process.</summary>
internal static class ProcessMemory
{
    /// <summary>The bytes in memory now.</summary>
    public static long Resident
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }

    /// <summary>The bytes in memory once everything that nobody refers to is gone.</summary>
    public static long Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Resident;
    }
}
