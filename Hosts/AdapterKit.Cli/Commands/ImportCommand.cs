using System.CommandLine;
using AdapterKit.Backbones;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Interchange;

namespace AdapterKit.Cli.Commands;

/// <summary>Turns an adapter that another library published into the bundle of a declared task.</summary>
internal sealed class ImportCommand : CliCommand
{
    private readonly Argument<DirectoryInfo> folder = new("folder")
    {
        Description = "A folder that PEFT or AdapterHub saved, with adapter_config.json",
    };

    private readonly Option<string> task = new("--task")
    {
        Description = "The id of the declared task that the adapter becomes; its variant, kind and labels must be those of the folder",
        HelpName = "id",
        Required = true,
    };

    private readonly Option<DirectoryInfo> output = new("--out")
    {
        Description = "The directory of the bundle",
        HelpName = "directory",
        Required = true,
    };

    public ImportCommand(CommandContext context)
        : base("import", "Turn an adapter that PEFT or AdapterHub saved into the bundle of a declared task.", context)
    {
        task.CompleteTasks();
        Add(folder);
        AddAll(task, output);
    }

    public override IReadOnlyList<string> Examples =>
    [
        "import tone-lora --task tone --out Plugins/Tone/bundle",
        "import sst2 --task mood --backbone models/roberta-base --out bundle",
    ];

    protected override int Run(Invocation invocation)
    {
        using var host = invocation.LoadDeclarations();
        var declared = host.FindDeclaration(invocation.Get(task)!);
        OutputDirectory.RequireWritable(invocation.Get(output));
        using var backbone = invocation.OpenBackbone(declared: declared.BackboneId);
        using var checkpoint = OpenCheckpoint(invocation.ChosenBackbone);
        var source = invocation.Get(folder)!.FullName;
        var coverage = AdapterFolder.Inspect(source, backbone);
        using var imported = AdapterFolder.Import(source, backbone, new ImportOptions
        {
            Declaration = invocation.DeclareOn(declared, backbone),
            Checkpoint = checkpoint,
        });
        var bundle = Bundle.Save(invocation.Get(output)!.FullName, imported);
        invocation.Show(
            new ImportReport(imported.Id, coverage, bundle.Directory, bundle.Size), ReportJson.Default.ImportReport, FolderView.Render);
        return Console.ExitCode.Success;
    }

    // Part of a published head may belong to the backbone, whose models here go without it.
    private static CheckpointSource? OpenCheckpoint(string? backbone) =>
        backbone is not null && HuggingFaceDirectory.Exists(backbone) ? CheckpointFiles.Open(backbone) : null;
}
