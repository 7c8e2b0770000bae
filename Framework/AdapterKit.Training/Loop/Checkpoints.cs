namespace AdapterKit.Training;

/// <summary>The checkpoints of a training, one per state, kept from other trainings while it runs.</summary>
internal sealed class Checkpoints : IDisposable
{
    private readonly IReadOnlyList<CheckpointLock> locks;

    /// <param name="directory">The directory; <see langword="null"/> to save nothing.</param>
    /// <param name="files">The subdirectory, which may be empty, and the fingerprint of each checkpoint.</param>
    /// <exception cref="IOException">Another training has the directory, or it cannot be written.</exception>
    public Checkpoints(string? directory, params IEnumerable<(string Subdirectory, string Fingerprint)> files)
    {
        if (directory is null)
        {
            locks = [];
            return;
        }

        var paths = files.Select(file => (Path: Path.Combine(directory, file.Subdirectory), file.Fingerprint)).ToList();
        locks = CheckpointLock.TakeAll(paths.Select(file => file.Path), "checkpoint.lock");
        paths.ForEach(file => Checkpoint.DeleteLeftovers(file.Path));
        All = [.. paths.Select(file => new Checkpoint(file.Path, file.Fingerprint))];
        FinishInterrupted();
    }

    public IReadOnlyList<Checkpoint> All { get; } = [];

    public void Dispose()
    {
        foreach (var held in locks)
            held.Dispose();
    }

    // All states are saved, in order, before the first one is committed: the last one tells whether the new states are complete.
    private void FinishInterrupted()
    {
        var isComplete = All is [.., { IsUncommitted: true }];
        foreach (var checkpoint in All.Where(checkpoint => checkpoint.IsUncommitted))
        {
            if (isComplete)
                checkpoint.Commit();
            else
                checkpoint.Discard();
        }
    }
}
