namespace AdapterKit.Training;

/// <summary>Keeps other trainings, in this process and in others, out of a directory of checkpoints.</summary>
internal sealed class CheckpointLock : IDisposable
{
    // EAGAIN on Linux and macOS, and ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream file;

    /// <summary>Takes the directory, or refuses. It is created if it is missing.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">The file to lock; it is deleted afterwards.</param>
    /// <exception cref="IOException">Another training has the directory, or it cannot be written.</exception>
    public CheckpointLock(string directory, string name)
    {
        Directory.CreateDirectory(directory);
        try
        {
            file = new FileStream(
                Path.Combine(directory, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (InUse.Contains(error.HResult))
        {
            throw new IOException(
                $"Another training is saving its checkpoints in {directory}. Wait until it ends, or choose another directory.", error);
        }
    }

    /// <summary>Takes several directories, all of them or none.</summary>
    /// <exception cref="IOException">Another training has one of them, or it cannot be written.</exception>
    public static IReadOnlyList<CheckpointLock> TakeAll(IEnumerable<string> directories, string name)
    {
        var taken = new List<CheckpointLock>();
        try
        {
            foreach (var directory in directories)
                taken.Add(new CheckpointLock(directory, name));

            return taken;
        }
        catch
        {
            taken.ForEach(held => held.Dispose());
            throw;
        }
    }

    public void Dispose() => file.Dispose();
}
