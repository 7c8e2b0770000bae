using AdapterKit.Cli.Reports;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Reporting;

internal static class PluginReporter
{
    /// <summary>Describes a plugin.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="tasks">The tasks that are ready.</param>
    public static PluginReport Describe(PluginStatus plugin, IReadOnlyList<TaskAdapter> tasks)
    {
        var loaded = tasks
            .Where(task => plugin.State == PluginState.Active && plugin.Tasks.Any(declared => declared.Id == task.Id))
            .ToList();
        return new PluginReport(
            plugin.Id,
            plugin.State.ToString(),
            plugin.Reason.Length > 0 ? plugin.Reason : null,
            plugin.Manifest?.Version,
            [.. plugin.Tasks.Select(task => task.Id)],
            plugin.Size,
            loaded.Count == 0 ? null : loaded.Sum(LayoutReporter.CountParameters),
            plugin.Backbones.Count == 0 ? null : [.. plugin.Backbones.Select(backbone => backbone.Id)])
        {
            RefusedTasks = plugin.RefusedTasks.Count == 0
                ? null
                : [.. plugin.RefusedTasks.Select(task => new RefusedTaskReport(task.Id, task.State.ToString(), task.Reason))],
        };
    }
}
