using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;

namespace AdapterKit.Cli.Commands;

/// <summary>Shows the backbone's layers and sites, and what sits in each.</summary>
internal sealed class InspectCommand(Tool tool) : ToolCommand("inspect", "Show the layout: layers, sites, what sits in each, parameters.", tool)
{
    protected override int Run(Invocation invocation)
    {
        using var hosted = Hosted.Open(invocation);
        invocation.Show(Layout.Describe(hosted.Backbone, hosted.Host.Tasks), ReportJson.Default.LayoutReport, LayoutView.Of);
        return hosted.ReportRefused(invocation.Terminal);
    }
}
