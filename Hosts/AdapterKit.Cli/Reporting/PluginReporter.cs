using AdapterKit.Cli.Reports;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Reporting;

/// <summary>Turns what the libraries say into what is printed.</summary>
internal static class PluginReporter
{
    public static PluginReport Of(PluginStatus plugin, IReadOnlyList<TaskAdapter> tasks)
    {
        var own = tasks.Where(task => plugin.State == PluginState.Active && plugin.Tasks.Any(declared => declared.Id == task.Id)).ToList();
        return new PluginReport(
            plugin.Id,
            plugin.State.ToString(),
            plugin.IsRefused ? plugin.Reason : null,
            plugin.Manifest?.Version,
            [.. plugin.Tasks.Select(task => task.Id)],
            plugin.Size,
            own.Count == 0 ? null : own.Sum(LayoutReporter.Count));
    }
}
