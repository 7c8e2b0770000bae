using AdapterKit.Cli.Console;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Invocations;

/// <summary>A backbone with the plugins that are loaded for it; both are owned by the session.</summary>
internal sealed class PluginSession : IDisposable
{
    private PluginSession(Backbone backbone, PluginHost host) => (Backbone, Host) = (backbone, host);

    public Backbone Backbone { get; }

    public PluginHost Host { get; }

    /// <summary>The plugins that are not used.</summary>
    public IReadOnlyList<PluginStatus> Refused => [.. Host.Plugins.Where(plugin => plugin.IsRefused)];

    /// <inheritdoc cref="Invocation.OpenBackbone" />
    public static PluginSession Open(Invocation invocation, bool forBatches = false)
    {
        var backbone = invocation.OpenBackbone(forBatches);
        try
        {
            return new PluginSession(backbone, PluginHost.Load(invocation.PluginDirectories, backbone));
        }
        catch
        {
            backbone.Dispose();
            throw;
        }
    }

    /// <summary>Returns the tasks that are ready, or the one with the given id.</summary>
    /// <exception cref="InputException">No task with this id is ready.</exception>
    public IReadOnlyList<TaskAdapter> FindTasks(string? id)
    {
        var tasks = Host.Tasks;
        if (id is null)
            return tasks;

        var ready = tasks.Select(task => task.Id).ToList();
        return tasks.FirstOrDefault(task => task.Id == id) is { } found
            ? [found]
            : throw new InputException(
                $"Task '{id}' is not ready.{Suggestion.For(id, ready)} Ready tasks: {string.Join(", ", ready)}.{DescribeRefused()}");
    }

    /// <summary>Says why plugins were refused, for a message about a task that is not ready; empty if none was.</summary>
    public string DescribeRefused() =>
        string.Concat(Refused.Select(plugin => $"\n{Describe(plugin)}"));

    /// <summary>Opens the bundle that a ready task was loaded from.</summary>
    public Bundle OpenBundle(string id)
    {
        var (plugin, task) = Host.Plugins
            .SelectMany(plugin => plugin.Tasks, (plugin, task) => (plugin, task))
            .First(entry => entry.task.Id == id);
        return Bundle.Open(Path.Combine(plugin.Directory, task.Bundle!));
    }

    /// <summary>Prints to the error stream which plugins were refused, and why.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int ReportRefused(Invocation invocation) => Refused.Count == 0
        ? ExitCode.Success
        : invocation.Errors.Report(ExitCode.PluginRefused, string.Join(Environment.NewLine, Refused.Select(Describe)));

    public void Dispose()
    {
        Host.Dispose();
        Backbone.Dispose();
    }

    private static string Describe(PluginStatus plugin) => $"Plugin '{plugin.Id}' was refused ({plugin.State}): {plugin.Reason}";
}
