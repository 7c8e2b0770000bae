namespace AdapterKit.Hosting;

/// <summary>
/// The host's own copies of plugins. What was verified while it was copied is what runs, whatever happens to the original meanwhile.
/// The host and every loaded plugin own them.
/// </summary>
internal sealed class PluginCopies : Shared
{
    private const string Prefix = "adapterkit-host-";
    private const string LockFile = "lock";
    private readonly string root;
    private readonly FileStream inUse;
    private int count;

    /// <param name="parent">The directory to put the copies into; <see langword="null"/> for the temporary directory.</param>
    public PluginCopies(string? parent)
    {
        parent ??= Path.GetTempPath();
        root = Path.Combine(parent, Prefix + Path.GetRandomFileName());
        try
        {
            DeleteAbandoned(parent);
            // Only this user may enter it.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(root);
            else
                Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            inUse = OpenLock(root, FileMode.CreateNew);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{parent}, where plugins are copied to before they are loaded, cannot be written: {error.Message} "
                + "Set the variable TMPDIR (on Windows TMP) to another directory.",
                error);
        }
    }

    /// <summary>Copies a plugin.</summary>
    /// <returns>The directory of the copy.</returns>
    /// <exception cref="PluginRefusedException">A file is not the one that was built.</exception>
    public string Create(PluginStatus plugin, PluginManifest manifest, long limit)
    {
        var copy = Path.Combine(root, $"{Interlocked.Increment(ref count)}");
        try
        {
            new PinnedFiles(plugin.Directory, manifest, limit).CopyTo(copy);
            return copy;
        }
        catch
        {
            Delete(copy);
            throw;
        }
    }

    /// <summary>Copies a bundle.</summary>
    /// <returns>The directory of the copy.</returns>
    /// <exception cref="PluginRefusedException">A file is missing, too large, or not a regular one.</exception>
    public string CreateBundle(string directory, long limit)
    {
        var copy = Path.Combine(root, $"{Interlocked.Increment(ref count)}");
        Directory.CreateDirectory(copy);
        try
        {
            foreach (var file in (string[])[BundleFiles.Manifest, BundleFiles.Weights])
                File.WriteAllBytes(Path.Combine(copy, file), RegularFile.ReadAll(Path.Combine(directory, file), limit));

            return copy;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Delete(copy);
            throw new PluginRefusedException(PluginState.BundleRejected, $"The bundle cannot be read: {error.Message}");
        }
    }

    /// <summary>Deletes a directory as far as possible: on Windows, a library that is still loaded stays.</summary>
    public static void Delete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next host in this directory deletes it.
        }
    }

    protected override void Free()
    {
        inUse.Dispose();
        Delete(root);
    }

    // Of processes that were killed: nobody holds the lock any more.
    private static void DeleteAbandoned(string parent)
    {
        foreach (var other in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                OpenLock(other, FileMode.Open).Dispose();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            Delete(other);
        }
    }

    private static FileStream OpenLock(string directory, FileMode mode) =>
        new(Path.Combine(directory, LockFile), mode, FileAccess.ReadWrite, FileShare.None);
}
