namespace AdapterKit.Hosting;

/// <summary>
/// Refreshes a host when the files in its directories have changed, are complete, and have stayed the same for an interval.
/// </summary>
/// <remarks>It looks at regular intervals: file systems in networks and containers do not report changes reliably.</remarks>
internal sealed class PluginWatcher : IDisposable
{
    private readonly PluginHost host;
    private readonly IReadOnlyList<string> directories;
    private readonly Action<Exception> onError;
    private readonly Lock gate = new();
    private readonly Timer? timer;
    private Dictionary<string, string> applied;
    private Dictionary<string, string> seen;

    /// <param name="host">The host.</param>
    /// <param name="directories">Its directories.</param>
    /// <param name="interval">
    /// The time between two looks; <see cref="Timeout.InfiniteTimeSpan"/> for tests, which look by themselves.
    /// </param>
    /// <param name="onError">Called with what goes wrong.</param>
    public PluginWatcher(PluginHost host, IReadOnlyList<string> directories, TimeSpan interval, Action<Exception> onError)
    {
        (this.host, this.directories, this.onError) = (host, directories, onError);
        applied = [];
        applied = seen = Look();
        timer = new Timer(_ => Check(), null, interval, interval);
    }

    /// <summary>Looks once.</summary>
    /// <returns>Whether the host was refreshed.</returns>
    public bool Check()
    {
        // A look that takes longer than the interval goes on alone.
        if (!gate.TryEnter())
            return false;

        try
        {
            var now = Look();
            var isQuiet = AreEqual(now, seen);
            seen = now;
            if (!isQuiet || AreEqual(now, applied))
                return false;

            applied = now;
            host.Refresh();
            return true;
        }
        catch (ObjectDisposedException)
        {
            // The host has ended between the look and the refresh.
            return false;
        }
#pragma warning disable CA1031 // Nothing may leave a timer: it would end the process.
        catch (Exception error)
#pragma warning restore CA1031
        {
            onError(error);
            return false;
        }
        finally
        {
            gate.Exit();
        }
    }

    public void Dispose() => timer?.Dispose();

    // The manifest is the file that a careful copy writes last.
    private static bool IsComplete(string entry) => !Directory.Exists(entry) || File.Exists(Path.Combine(entry, PluginManifest.FileName));

    private static bool AreEqual(Dictionary<string, string> left, Dictionary<string, string> right) =>
        left.Count == right.Count && left.All(entry => right.GetValueOrDefault(entry.Key) == entry.Value);

    // A plugin that is still being copied counts as what it was, and does not keep the others from being refreshed.
    private Dictionary<string, string> Look() => directories
        .Where(Directory.Exists)
        .SelectMany(directory => Directory.GetFileSystemEntries(Path.GetFullPath(directory)))
        .Distinct()
        .Select(entry => (Entry: entry, State: IsComplete(entry) ? Describe(entry) : applied.GetValueOrDefault(entry)))
        .Where(item => item.State is not null)
        .ToDictionary(item => item.Entry, item => item.State!);

    // The size and the time of each file; a link is refused later, and not followed here.
    private static string Describe(string entry)
    {
        if (!Directory.Exists(entry))
            return "";

        try
        {
            return string.Join('\n', PluginPaths.EnumerateFiles(entry)
                .Take(PluginDiscovery.MaxFiles)
                .Select(file => $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}")
                .Order(StringComparer.Ordinal));
        }
        catch (Exception error) when (error is PluginRefusedException or IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }
}
