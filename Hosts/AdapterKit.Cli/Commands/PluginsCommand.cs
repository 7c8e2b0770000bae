using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;

namespace AdapterKit.Cli.Commands;

/// <summary>Lists plugins and what became of them.</summary>
internal sealed class PluginsCommand(CommandContext context) : CliCommand("plugins", "List the plugins that were found, and what became of each.", context)
{
    protected override int Run(Invocation invocation)
    {
        using var hosted = PluginSession.Open(invocation);
        IReadOnlyList<PluginReport> reports = [.. hosted.Host.Plugins.Select(plugin => PluginReporter.Of(plugin, hosted.Host.Tasks))];
        invocation.Show(reports, ReportJson.Default.IReadOnlyListPluginReport, PluginsView.Of);
        return reports.Any(report => report.Reason is not null) ? ExitCode.PluginRefused : ExitCode.Done;
    }
}
