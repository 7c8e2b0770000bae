namespace AdapterKit.Cli.Runs;

/// <summary>
/// Changes a directory of plugins by renaming alone, so that each plugin is there whole or not at all. One process at a time does; it
/// cleans up after one that was killed.
/// </summary>
internal sealed class PluginStaging : IDisposable
{
    private readonly string root;
    private readonly string staging;
    private readonly FileStream exclusive;

    /// <param name="root">The directory with one subdirectory per plugin.</param>
    /// <exception cref="IOException">The directory beside the plugins cannot be created, or another process has it.</exception>
    public PluginStaging(string root)
    {
        // Beside the plugins: on the same file system, and not a plugin itself.
        (this.root, staging) = (root, $"{root}.staging");
        Directory.CreateDirectory(root);
        Directory.CreateDirectory(staging);
        exclusive = new FileStream(Path.Combine(staging, "lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        Recover();
    }

    /// <summary>The directory that contains <see cref="New"/>.</summary>
    public string Incoming => Path.Combine(staging, "incoming");

    /// <summary>The directory of the plugin to publish.</summary>
    public string New => Path.Combine(Incoming, "plugin");

    private string Replaced => Path.Combine(staging, "replaced");

    private string Removed => Path.Combine(staging, "removed");

    /// <summary>Moves the new plugin to its place; an earlier version goes only when the new one stands.</summary>
    public void Publish(string id)
    {
        var (target, old) = (Path.Combine(root, id), Path.Combine(Replaced, id));
        if (Directory.Exists(target))
        {
            Directory.CreateDirectory(Replaced);
            Directory.Move(target, old);
        }

        try
        {
            Directory.Move(New, target);
        }
        catch when (Directory.Exists(old))
        {
            Directory.Move(old, target);
            throw;
        }
    }

    /// <summary>Takes a plugin away.</summary>
    public void Remove(string directory) => Directory.Move(directory, Removed);

    public void Dispose()
    {
        exclusive.Dispose();
        Directory.Delete(staging, recursive: true);
    }

    // A process that was killed between two moves left the earlier version aside.
    private void Recover()
    {
        foreach (var old in Directory.Exists(Replaced) ? Directory.GetDirectories(Replaced) : [])
        {
            var target = Path.Combine(root, Path.GetFileName(old));
            if (!Directory.Exists(target))
                Directory.Move(old, target);
        }

        foreach (var leftover in Directory.GetDirectories(staging))
            Directory.Delete(leftover, recursive: true);
    }
}
