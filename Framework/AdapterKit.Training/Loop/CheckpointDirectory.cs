namespace AdapterKit.Training;

/// <summary>
/// A directory that a training saves its checkpoints to, kept from other trainings until the result is stored somewhere else.
/// </summary>
/// <remarks>
/// A training leaves its last checkpoint: run again, it returns the same result without training. Delete it when the result is stored.
/// </remarks>
/// <example>
/// <code>
/// using var checkpoints = CheckpointDirectory.Open("checkpoints");
/// using var result = trainer.Train(declaration, data, checkpointDirectory: checkpoints.Path);
/// Bundle.Save("bundle", result.Task);
/// checkpoints.Delete();
/// </code>
/// </example>
public sealed class CheckpointDirectory : IDisposable
{
    private readonly IReadOnlyList<string> directories;
    private readonly IReadOnlyList<CheckpointLock> locks;

    private CheckpointDirectory(string path, IReadOnlyList<string> directories)
    {
        (Path, this.directories) = (path, directories);
        locks = CheckpointLock.TakeAll(directories, "checkpoint.run.lock");
    }

    /// <summary>The path of the directory.</summary>
    public string Path { get; }

    private IEnumerable<string> Files => directories.Select(directory => System.IO.Path.Combine(directory, Checkpoint.FileName));

    /// <summary>Takes a directory, and removes unfinished files that killed trainings left there.</summary>
    /// <param name="path">The directory; created if it is missing.</param>
    /// <param name="tasks">The ids of the tasks of a multi-task training; none for any other.</param>
    /// <exception cref="IOException">Another training has the directory, or it cannot be written.</exception>
    public static CheckpointDirectory Open(string path, params IReadOnlyList<string> tasks)
    {
        ArgumentNullException.ThrowIfNull(path);
        var directory = new CheckpointDirectory(path, FindDirectories(path, tasks));
        foreach (var each in directory.directories)
            Checkpoint.DeleteLeftovers(each);

        return directory;
    }

    /// <summary>Whether a directory has everything to resume a training.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="tasks">The ids of the tasks of a multi-task training; none for any other.</param>
    public static bool HasCheckpoint(string path, params IReadOnlyList<string> tasks) =>
        FindDirectories(path, tasks).All(directory => File.Exists(System.IO.Path.Combine(directory, Checkpoint.FileName)));

    /// <summary>Deletes the checkpoints, if there are any.</summary>
    public void Delete()
    {
        foreach (var file in Files.SelectMany(IEnumerable<string> (file) => [file, file + Checkpoint.NewSuffix]))
            File.Delete(file);
    }

    /// <summary>Lets other trainings have the directory.</summary>
    public void Dispose()
    {
        foreach (var held in locks)
            held.Dispose();
    }

    private static IReadOnlyList<string> FindDirectories(string path, IReadOnlyList<string> tasks) =>
        [.. tasks.DefaultIfEmpty("").Select(task => System.IO.Path.Combine(path, task))];
}
