using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class PluginsView
{
    public static IRenderable Render(IReadOnlyList<PluginReport> plugins)
    {
        var table = new Table().RoundedBorder().AddColumns("plugin", "offers", "state");
        table.AddColumn(new TableColumn("size").RightAligned()).AddColumn(new TableColumn("parameters").RightAligned()).AddColumn("reason");
        foreach (var plugin in plugins)
        {
            table.AddRow(
                Markup.Escape(plugin.Id),
                Markup.Escape(string.Join(", ", [
                    .. plugin.Tasks.Select(task => Describe(task, plugin)),
                    .. (plugin.Backbones ?? []).Select(backbone => $"backbone {backbone}"),
                ])),
                plugin.Reason is null ? $"[green]{plugin.State}[/]" : $"[red]{plugin.State}[/]",
                Invariant($"{plugin.Bytes / 1024.0:N0} KiB"),
                plugin.Parameters is { } count ? Invariant($"{count:N0}") : "",
                Markup.Escape(plugin.Reason ?? ""));
        }

        return new FittingTable(table);
    }

    private static string Describe(string task, PluginReport plugin) =>
        plugin.RefusedTasks?.FirstOrDefault(refused => refused.Id == task) is { } refused ? $"{task} ({refused.State})" : task;
}
