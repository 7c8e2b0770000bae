using System.CommandLine;
using System.CommandLine.Parsing;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Interchange;
using AdapterKit.Onnx;

namespace AdapterKit.Cli.Commands;

/// <summary>Writes tasks with their backbone as one ONNX file, or one task as a folder of another library.</summary>
internal sealed class ExportCommand : CliCommand
{
    private readonly Argument<string[]> tasks = new("task")
    {
        Description = "The ids of ready tasks, which become outputs of the model",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ListOption.Split,
    };

    private readonly Option<FileInfo?> file = new("--onnx")
    {
        Description = "The ONNX file to write; an existing one is replaced",
        HelpName = "file",
    };

    private readonly Option<DirectoryInfo?> peft = new("--peft")
    {
        Description = "The folder to write as the PEFT library does, for one task with LoRA, DoRA or (IA)³",
        HelpName = "folder",
    };

    private readonly Option<DirectoryInfo?> hub = new("--adapterhub")
    {
        Description = "The folder to write as the AdapterHub library does, for one task or fusion",
        HelpName = "folder",
    };

    private readonly Option<bool> headless = new("--without-head")
    {
        Description = "Leave out the head, which other libraries may lack",
    };

    private readonly Option<LayerSet?> drop = new("--drop")
    {
        Description = "Layers whose adapters are left out, such as 0..2, besides those that the tasks go without",
        HelpName = "layers",
        CustomParser = ParseLayers,
    };

    public ExportCommand(CommandContext context)
        : base(
            "export", "Write tasks for other runtimes: with their backbone as one ONNX file, or as a PEFT or AdapterHub folder.", context)
    {
        tasks.CompleteTasks();
        Add(tasks);
        AddAll(file, peft, hub, headless, drop);
        Validators.Add(result =>
        {
            Option[] targets = [file, peft, hub];
            if (targets.Count(target => result.GetResult(target) is not null) != 1)
                result.AddError("One of --onnx, --peft and --adapterhub is required.");
            if (result.GetResult(file) is null && result.GetResult(drop) is not null)
                result.AddError("--drop requires --onnx.");
            if (result.GetResult(file) is not null && result.GetResult(headless) is not null)
                result.AddError("--without-head requires --peft or --adapterhub.");
        });
    }

    public override IReadOnlyList<string> Examples =>
        ["export spam,reply --drop 0 --onnx mail.onnx", "export tone --peft tone-lora --without-head"];

    protected override int Run(Invocation invocation)
    {
        using var session = PluginSession.Open(invocation, forBatches: true, invocation.Get(tasks)![0]);
        var chosen = invocation.Get(tasks)!.Distinct().SelectMany(session.FindTasks).ToList();
        if (invocation.Get(file) is not { } target)
        {
            invocation.Show(WriteFolder(invocation, chosen), ReportJson.Default.FolderExport, FolderView.Render);
            return session.ReportRefused(invocation);
        }

        var layers = invocation.Get(drop) ?? LayerSet.Empty;
        RequireLayers(layers, session.Backbone);
        var export = OnnxExporter.Write(target.FullName, chosen, DropSet.None.With(layers));
        invocation.Show(export, ReportJson.Default.OnnxExport, ExportView.Render);
        return session.ReportRefused(invocation);
    }

    private FolderExport WriteFolder(Invocation invocation, List<TaskAdapter> chosen)
    {
        if (chosen is not [var task])
            throw new InputException("A folder has one task. Export each to a folder of its own.");

        var options = new ExportOptions { Head = !invocation.Get(headless) };
        var isPeft = invocation.Get(peft) is not null;
        var folder = (invocation.Get(peft) ?? invocation.Get(hub)!).FullName;
        if (isPeft)
            AdapterFolder.ExportPeft(task, folder, options);
        else
            AdapterFolder.ExportAdapterHub(task, folder, options);

        return new FolderExport(
            task.Id,
            isPeft ? "PEFT" : "AdapterHub",
            folder,
            [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]);
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
