using Microsoft.Extensions.Logging;

namespace AdapterKit.Hosting;

/// <summary>Logs what a change of the host has changed: one event for each plugin and task whose state is another one.</summary>
/// <remarks>The id of an event is 100 and the number of the <see cref="PluginState"/>, its name that of the state.</remarks>
/// <param name="logger">The log.</param>
internal sealed class StateLog(ILogger logger)
{
    private const int FirstEvent = 100;

    private static readonly Action<ILogger, Exception?> WatchingFailed = LoggerMessage.Define(
        LogLevel.Error, new EventId(FirstEvent - 1, nameof(WatchingFailed)), "The directories of plugins could not be read again.");

    public void Write(IReadOnlyList<PluginStatus> before, IReadOnlyList<PluginStatus> after)
    {
        var known = before.SelectMany(Describe).ToHashSet();
        foreach (var line in after.SelectMany(Describe).Where(line => !known.Contains(line)))
            Write(line);
    }

    public void WriteFailure(Exception error) => WatchingFailed(logger, error);

    private void Write(Line line)
    {
        var level = line.State is PluginState.Found or PluginState.Active or PluginState.Unloaded or PluginState.NotAPlugin
            ? LogLevel.Information
            : LogLevel.Warning;
        if (!logger.IsEnabled(level))
            return;

#pragma warning disable CA1848, CA2254 // A state has an event of its own: there is no delegate for all of them. States change rarely.
        logger.Log(
            level,
            new EventId(FirstEvent + (int)line.State, line.State.ToString()),
            "{Kind} {Name} ({Version}) is {State}. {Reason}",
            line.Kind,
            line.Name,
            line.Version,
            line.State,
            line.Reason);
#pragma warning restore CA1848, CA2254
    }

    private static IEnumerable<Line> Describe(PluginStatus plugin)
    {
        yield return new("Plugin", plugin.Id, plugin.ManifestHash, plugin.State, plugin.IsRefused ? plugin.Reason : "");
        foreach (var task in plugin.TaskStates)
            yield return new("Task", task.Id, plugin.ManifestHash, task.State, task.Reason);

        if (plugin.RefusedUpdate is { } update)
            yield return new("Update of plugin", plugin.Id, update.ManifestHash, update.State, update.Reason);
    }

    private readonly record struct Line(string Kind, string Name, string? Version, PluginState State, string Reason);
}
