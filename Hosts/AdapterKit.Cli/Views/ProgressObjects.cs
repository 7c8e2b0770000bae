using System.Text.Json.Nodes;
using AdapterKit.Cli.Reports;

namespace AdapterKit.Cli.Views;

/// <summary>Shows progress as lines of JSON, for programs: the same ones as the lines of text.</summary>
internal sealed class ProgressObjects(TextWriter writer, string? title) : ProgressScreen
{
    protected override void Show<TProgress>(TProgress progress, IProgressFormat<TProgress> format)
    {
        if (!format.IsLine(progress))
            return;

        var line = new JsonObject { ["kind"] = "Progress" };
        if (title is not null)
            line["run"] = title;

        writer.WriteLine(line.Append(format.ToJson(progress)).ToJsonString());
    }
}
