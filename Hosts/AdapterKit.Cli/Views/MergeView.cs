using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class MergeView
{
    public static IRenderable Render(MergeReport report)
    {
        var grid = new Grid().AddColumns(2);
        grid.AddRow("task", $"[bold]{Markup.Escape(report.Task)}[/]");
        grid.AddRow("from", Markup.Escape(string.Join(" + ", report.From.Select(task => Invariant($"{task.Weight:g4} × {task.Task}")))));
        grid.AddRow("bundle", Invariant($"{Markup.Escape(report.Bundle)}, {report.Bytes / 1e6:F2} MB"));
        return grid;
    }
}
