using AdapterKit.Onnx;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class ExportView
{
    public static IRenderable Render(OnnxExport export)
    {
        var grid = new Grid().AddColumns(2);
        foreach (var task in export.Tasks)
        {
            var labels = task.Labels.Count > 0 ? $": {Markup.Escape(string.Join(", ", task.Labels))}" : "";
            grid.AddRow("task", Invariant($"[bold]{Markup.Escape(task.Id)}[/], {task.Kind}, {task.MaxTokens} tokens{labels}"));
        }

        grid.AddRow("inputs", Markup.Escape(string.Join(", ", export.Inputs)));
        grid.AddRow("file", Invariant($"{Markup.Escape(export.File)}, {export.Bytes / 1e6:F1} MB, {export.Operators} operators"));
        return grid;
    }
}
