using AdapterKit.Cli.Console;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Invocations;

/// <summary>A backbone with the plugins on it, opened as a command's options say.</summary>
internal sealed class PluginSession : IDisposable
{
    private PluginSession(Backbone backbone, PluginHost host) => (Backbone, Host) = (backbone, host);

    public Backbone Backbone { get; }

    public PluginHost Host { get; }

    /// <inheritdoc cref="Invocation.OpenBackbone" />
    public static PluginSession Open(Invocation invocation, bool forBatches = false)
    {
        var backbone = invocation.OpenBackbone(forBatches);
        try
        {
            return new PluginSession(backbone, PluginHost.Load(invocation.PluginFolder, backbone));
        }
        catch
        {
            backbone.Dispose();
            throw;
        }
    }

    /// <summary>The ready tasks, or the one that was asked for.</summary>
    /// <exception cref="InputException">There is no such task.</exception>
    public IReadOnlyList<TaskAdapter> Tasks(string? id)
    {
        var tasks = Host.Tasks;
        if (id is null)
            return tasks;

        return tasks.FirstOrDefault(task => task.Id == id) is { } found
            ? [found]
            : throw new InputException($"There is no task '{id}'. Ready are: {string.Join(", ", tasks.Select(task => task.Id))}. 'adapterkit plugins' tells why one is not.");
    }

    /// <summary>The bundle that a ready task came from.</summary>
    public Bundle BundleOf(string id)
    {
        var (plugin, task) = Host.Plugins.SelectMany(plugin => plugin.Tasks, (plugin, task) => (plugin, task)).First(entry => entry.task.Id == id);
        return Bundle.Open(Path.Combine(plugin.Folder, task.Bundle!));
    }

    /// <summary>Says on the error stream which plugins were not used, and why.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int ReportRefused(Terminal terminal)
    {
        var refused = Host.Plugins.Where(plugin => plugin.IsRefused).ToList();
        foreach (var plugin in refused)
            terminal.Error.WriteLine($"Plugin '{plugin.Id}' was refused ({plugin.State}): {plugin.Reason}");

        return refused.Count == 0 ? ExitCode.Done : ExitCode.PluginRefused;
    }

    public void Dispose()
    {
        Host.Dispose();
        Backbone.Dispose();
    }
}
