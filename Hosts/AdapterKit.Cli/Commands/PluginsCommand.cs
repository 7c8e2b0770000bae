using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;

namespace AdapterKit.Cli.Commands;

/// <summary>Lists plugins and what became of them.</summary>
internal sealed class PluginsCommand(Tool tool) : ToolCommand("plugins", "List the plugins that were found, and what became of each.", tool)
{
    protected override int Run(Invocation invocation)
    {
        using var hosted = Hosted.Open(invocation);
        IReadOnlyList<PluginReport> reports = [.. hosted.Host.Plugins.Select(plugin => Reporting.Of(plugin, hosted.Host.Tasks))];
        invocation.Show(reports, ReportJson.Default.IReadOnlyListPluginReport, PluginsView.Of);
        return reports.Any(report => report.Reason is not null) ? ExitCode.PluginRefused : ExitCode.Done;
    }
}
