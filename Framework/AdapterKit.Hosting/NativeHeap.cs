using System.Runtime.InteropServices;

namespace AdapterKit.Hosting;

/// <summary>The heap that libtorch allocates tensors from.</summary>
public static partial class NativeHeap
{
    /// <summary>Returns freed memory to the system, as far as whole pages are free.</summary>
    /// <remarks>
    /// Batches of changing shapes leave holes between the tensors that live on, and glibc keeps those for the life of the process: a
    /// server grows by some tens of megabytes in its first hours. Costs a few milliseconds, in which allocations of other threads may
    /// wait; call it about once a minute.
    /// </remarks>
    /// <returns>Whether there was anything to return; always <see langword="false"/> where the C library is not glibc.</returns>
    public static bool TryTrim()
    {
        try
        {
            return OperatingSystem.IsLinux() && Trim(0) == 1;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint padding);
}
