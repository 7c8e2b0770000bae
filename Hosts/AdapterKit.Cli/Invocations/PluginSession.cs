using AdapterKit.Cli.Console;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Invocations;

/// <summary>A backbone with the plugins that are loaded for it; both are owned by the session.</summary>
internal sealed class PluginSession : IDisposable
{
    private readonly TaskLease lease;
    private readonly OrderedDictionary<string, (string Fault, int Texts)> faults = [];

    private PluginSession(Backbone backbone, PluginHost host) => (Backbone, Host, lease) = (backbone, host, host.Lease());

    public Backbone Backbone { get; }

    public PluginHost Host { get; }

    /// <summary>The plugins that are not used, or of which a task is not.</summary>
    public IReadOnlyList<PluginStatus> Refused =>
        [.. Host.Plugins.Where(plugin => plugin.IsRefused || plugin.RefusedTasks.Count > 0)];

    /// <summary>Opens the backbone and loads the plugins for it.</summary>
    /// <param name="invocation">The run of the command.</param>
    /// <param name="forBatches">Whether the command runs batches.</param>
    /// <param name="task">
    /// The task that the command is for; <see langword="null"/> for all. Unless the command line names a backbone, the one that the task is
    /// declared for is opened, or the one that all tasks of the named plugins are declared for.
    /// </param>
    public static PluginSession Open(Invocation invocation, bool forBatches = false, string? task = null)
    {
        var (declared, directories) = (FindBackbone(invocation, task), invocation.PluginDirectories);
        // A thread of its own: those of the pool are no more than there are cores, and opening uses them.
        var opening = Task.Factory.StartNew(
            () => invocation.OpenBackbone(forBatches, declared),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        PluginHost? host = null;
        try
        {
            host = PluginHost.Load(directories, opening);
            return new PluginSession(opening.GetAwaiter().GetResult(), host);
        }
        catch
        {
            host?.Dispose();
            opening.ContinueWith(opened => opened.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
            throw;
        }
    }

    /// <summary>Returns the tasks that are ready, or the one with the given id.</summary>
    /// <exception cref="InputException">No task with this id is ready.</exception>
    public IReadOnlyList<TaskAdapter> FindTasks(string? id)
    {
        var tasks = lease.Tasks;
        if (id is null)
            return tasks;

        var ready = tasks.Select(task => task.Id).ToList();
        return tasks.FirstOrDefault(task => task.Id == id) is { } found
            ? [found]
            : throw new InputException(
                $"Task '{id}' is not ready.{Suggestion.For(id, ready)} Ready tasks: {string.Join(", ", ready)}.{DescribeRefused()}");
    }

    /// <summary>Predicts with tasks; one that fails leaves the others alone, and is reported by <see cref="ReportRefused"/>.</summary>
    /// <returns>For each input the predictions, by task.</returns>
    public IReadOnlyList<IReadOnlyDictionary<string, TaskPrediction>> Predict(
        IReadOnlyList<TaskAdapter> tasks, IReadOnlyList<TaskInput> inputs, CancellationToken cancellationToken)
    {
        var answers = lease.Predict(tasks, inputs, cancellationToken);
        foreach (var (task, fault) in answers.SelectMany(answer => answer.Faults))
        {
            // The first fault stands for all of a task: the causes rarely differ.
            var (first, texts) = faults.GetValueOrDefault(task, (fault, 0));
            faults[task] = (first, texts + 1);
        }

        return [.. answers.Select(answer => answer.Predictions)];
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

    /// <summary>Prints to the error stream which plugins were refused, which tasks have failed, and why.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int ReportRefused(Invocation invocation)
    {
        List<string> problems = [.. Refused.Select(Describe), .. faults.Values.Select(Describe)];
        return problems.Count == 0
            ? ExitCode.Success
            : invocation.Errors.Report(ExitCode.PluginRefused, string.Join(Environment.NewLine, problems));
    }

    public void Dispose()
    {
        lease.Dispose();
        Host.Dispose();
        Backbone.Dispose();
    }

    private static string? FindBackbone(Invocation invocation, string? task)
    {
        if (invocation.HasChosenBackbone || (task is null && !invocation.HasChosenPlugins))
            return null;

        var backbones = PluginHost.Discover(invocation.PluginDirectories)
            .SelectMany(plugin => plugin.Tasks)
            .Where(declared => task is null || declared.Id == task)
            .Select(declared => declared.Backbone)
            .Distinct()
            .ToList();
        return backbones is [var only] ? only : null;
    }

    private static string Describe(PluginStatus plugin) => plugin.IsRefused
        ? $"Plugin '{plugin.Id}' was refused ({plugin.State}): {plugin.Reason}"
        : string.Join(
            Environment.NewLine,
            plugin.RefusedTasks.Select(task => $"Task '{task.Id}' of plugin '{plugin.Id}' was refused ({task.State}): {task.Reason}"));

    private static string Describe((string Fault, int Texts) task) =>
        task.Texts == 1 ? task.Fault : $"{task.Fault} There is no prediction for {task.Texts} texts.";
}
