using System.CommandLine;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Plots;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Interchange;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Shows the layers and sites of the backbone with the adapters at each, or the attention weights of fused tasks.</summary>
internal sealed class InspectCommand : CliCommand
{
    private readonly Argument<DirectoryInfo?> folder = new("folder")
    {
        Description = "A folder that PEFT or AdapterHub saved, to show instead: what it covers of the backbone",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> fusion = new("--fusion")
    {
        Description = "Show the mean attention weights of fused tasks in each layer, over labeled texts",
    };

    private readonly Option<string?> task = new("--task")
    {
        Description = "The fused task to show [default: all fused tasks]",
        HelpName = "id",
    };

    private readonly Option<FileInfo?> file = DataArguments.CreateFileOption(
        "A .jsonl, .csv or .tsv file with text and label, used as a whole [default: the validation mails of the SpamAssassin corpus]");

    private readonly Option<DirectoryInfo?> output = new("--out")
    {
        Description = "Draw heat maps into this directory, as .png and .svg",
        HelpName = "directory",
    };

    private readonly DataArguments data = new();

    public InspectCommand(CommandContext context)
        : base("inspect", "Show the layers and sites of the backbone, the adapters at each site, and their parameters.", context)
    {
        task.CompleteTasks();
        Add(folder);
        AddAll([fusion, task, file, .. data.Columns, output]);
        Validators.Add(result =>
        {
            Option[] dependent = [task, file, .. data.Columns, output];
            // The values may be wrong; what was given is enough to know.
            if (result.GetResult(fusion) is null && dependent.FirstOrDefault(option => result.GetResult(option) is not null) is { } given)
                result.AddError($"{given.Name} requires --fusion.");
            if (result.GetResult(fusion) is not null && result.GetResult(folder) is { Tokens.Count: > 0 })
                result.AddError("--fusion shows fused tasks, not a folder.");
        });
    }

    public override IReadOnlyList<string> Examples =>
        ["inspect --fusion --task feed-source --out plots", "inspect tone-lora --backbone models/bert"];

    protected override int Run(Invocation invocation)
    {
        OutputDirectory.RequireWritable(invocation.Get(output));
        if (invocation.Get(folder) is { } published)
        {
            using var backbone = invocation.OpenBackbone();
            invocation.Show(
                AdapterFolder.Inspect(published.FullName, backbone), ReportJson.Default.FolderReport, FolderView.Render);
            return ExitCode.Success;
        }

        using var session = PluginSession.Open(invocation, forBatches: invocation.Get(fusion), invocation.Get(task));
        if (invocation.Get(fusion))
        {
            IReadOnlyList<FusionReport> reports =
                [.. FindFusedTasks(invocation, session).Select(fused => MeasureAttention(invocation, fused))];
            invocation.Show(reports, ReportJson.Default.IReadOnlyListFusionReport, FusionView.Render);
        }
        else
        {
            var report = LayoutReporter.Describe(session.Backbone, session.Host.Tasks) with
            {
                Checkpoint = CheckpointReport.Read(invocation.ChosenBackbone, session.Backbone),
            };
            invocation.Show(report, ReportJson.Default.LayoutReport, LayoutView.Render);
        }

        return session.ReportRefused(invocation);
    }

    private List<TaskAdapter> FindFusedTasks(Invocation invocation, PluginSession session)
    {
        var id = invocation.Get(task);
        var fused = session.FindTasks(id).Where(ready => ready.Config.Fusion is not null).ToList();
        if (fused.Count > 0)
            return fused;

        throw new InputException(id is null ? "No ready task fuses others." : $"Task '{id}' fuses no others: it has its own adapters.");
    }

    private FusionReport MeasureAttention(Invocation invocation, TaskAdapter fused)
    {
        var texts = invocation.Get(file) is { } given
            ? data.ReadAll(invocation, given, fused)
            : data.ReadCorpus(invocation, fused.Declaration).Validation;
        var attention = EvaluationView.Follow(invocation.Terminal, $"{fused.Id}, attention weights", progress =>
            Evaluator.MeasureAttention(fused, texts, progress, invocation.CancellationToken));
        var report = FusionAttentionReporter.Describe(fused, attention, texts.Count);
        if (invocation.Get(output) is not { } directory)
            return report;

        if (!PlotFont.IsAvailable)
        {
            invocation.Terminal.Notes.WriteLine(
                "The heat maps have no text, because this system has no fonts. Install some, such as the package fonts-dejavu-core.");
        }

        return FusionAttentionReporter.Draw(report, directory);
    }
}
