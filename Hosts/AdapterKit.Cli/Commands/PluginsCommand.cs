using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;

namespace AdapterKit.Cli.Commands;

/// <summary>Lists the plugins with their states; its subcommands add and remove plugins of the user.</summary>
internal sealed class PluginsCommand : CliCommand
{
    public PluginsCommand(CommandContext context)
        : base("plugins", "List the plugins, their states, and why a plugin was refused.", context)
    {
        Add(new AddPluginCommand(context));
        Add(new RemovePluginCommand(context));
    }

    public override IReadOnlyList<string> Examples => ["plugins", "plugins --plugins bin/Release --json"];

    protected override int Run(Invocation invocation)
    {
        using var session = PluginSession.Open(invocation);
        IReadOnlyList<PluginReport> reports =
            [.. session.Host.Plugins.Select(plugin => PluginReporter.Describe(plugin, session.Host.Tasks))];
        invocation.Show(reports, ReportJson.Default.IReadOnlyListPluginReport, PluginsView.Render);
        return session.Refused.Count == 0 ? ExitCode.Success : ExitCode.PluginRefused;
    }
}
