using System.CommandLine;
using System.CommandLine.Parsing;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Onnx;

namespace AdapterKit.Cli.Commands;

/// <summary>Writes tasks with their backbone as one ONNX file.</summary>
internal sealed class ExportCommand : CliCommand
{
    private readonly Argument<string[]> tasks = new("task")
    {
        Description = "The ids of ready tasks, which become outputs of the model",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ListOption.Split,
    };

    private readonly Option<FileInfo> file = new("--onnx")
    {
        Description = "The file to write; an existing one is replaced",
        HelpName = "file",
        Required = true,
    };

    private readonly Option<LayerSet?> drop = new("--drop")
    {
        Description = "Layers whose adapters are left out, such as 0..2, besides those that the tasks go without",
        HelpName = "layers",
        CustomParser = ParseLayers,
    };

    public ExportCommand(CommandContext context)
        : base("export", "Write tasks with their backbone as one ONNX file, for runtimes without TorchSharp.", context)
    {
        tasks.CompleteTasks();
        Add(tasks);
        AddAll(file, drop);
    }

    public override IReadOnlyList<string> Examples => ["export spam --onnx spam.onnx", "export spam,reply --drop 0 --onnx mail.onnx"];

    protected override int Run(Invocation invocation)
    {
        using var session = PluginSession.Open(invocation, forBatches: true);
        var chosen = invocation.Get(tasks)!.Distinct().SelectMany(session.FindTasks).ToList();
        var layers = invocation.Get(drop) ?? LayerSet.Empty;
        RequireLayers(layers, session.Backbone);
        var export = OnnxExporter.Write(invocation.Get(file)!.FullName, chosen, DropSet.None.With(layers));
        invocation.Show(export, ReportJson.Default.OnnxExport, ExportView.Render);
        return session.ReportRefused(invocation);
    }

    private static void RequireLayers(LayerSet dropped, Backbone backbone)
    {
        var layers = backbone.Encoder.Layers.Count;
        if (!LayerSet.FirstLayers(layers).Union(dropped).Equals(LayerSet.FirstLayers(layers)))
            throw new InputException($"--drop {dropped}: the backbone has layers 0 to {layers - 1}.");
    }

    private static LayerSet? ParseLayers(ArgumentResult result)
    {
        try
        {
            return LayerSet.Parse(result.Tokens[0].Value);
        }
        catch (FormatException error)
        {
            result.AddError($"--drop: {error.Message}");
            return null;
        }
    }
}
