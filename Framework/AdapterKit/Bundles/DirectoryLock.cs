using System.Text;

namespace AdapterKit;

/// <summary>Keeps other savers, in this process and in others, out of the directory of a bundle or of a backbone.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly Mutex mutex;

    /// <summary>Waits until no other saver is in the directory.</summary>
    public DirectoryLock(string directory)
    {
        var identity = ContentHash.Compute(Encoding.UTF8.GetBytes(Path.GetFullPath(directory).TrimEnd(Path.DirectorySeparatorChar)));
        mutex = new Mutex(initiallyOwned: false, $"Global\\AdapterKit-{identity[^32..]}");
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its owner ended without releasing it; the mutex is ours now, and whatever it left is overwritten.
        }
    }

    public void Dispose()
    {
        mutex.ReleaseMutex();
        mutex.Dispose();
    }
}
