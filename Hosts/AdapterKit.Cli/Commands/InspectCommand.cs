using System.CommandLine;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Plots;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;

namespace AdapterKit.Cli.Commands;

/// <summary>Shows the backbone's layers and sites and what sits in each, or what fused tasks listen to.</summary>
internal sealed class InspectCommand : CliCommand
{
    private readonly Option<bool> fusion = new("--fusion") { Description = "Show what tasks that mix others listen to in each layer, over labelled texts" };
    private readonly Option<string?> task = new("--task") { Description = "One task that mixes others instead of all", HelpName = "id" };
    private readonly Option<FileInfo?> file = DataArguments.File("A .jsonl or .csv file with text and label, all of it [default: the validation mails of the SpamAssassin corpus]");
    private readonly Option<DirectoryInfo?> output = new("--out") { Description = "Draw heat maps into this folder, as .png and .svg", HelpName = "folder" };
    private readonly Option<int?> maxTokens = TrainingArguments.MaxTokens();
    private readonly DataArguments data = new();

    public InspectCommand(CommandContext context)
        : base("inspect", "Show the layout: layers, sites, what sits in each, parameters.", context)
    {
        foreach (var option in new Option[] { fusion, task, file, output, maxTokens })
            Add(option);

        Validators.Add(result =>
        {
            if (!result.GetValue(fusion) && (result.GetValue(task) is not null || result.GetValue(file) is not null || result.GetValue(output) is not null))
                result.AddError("--task, --data and --out are for --fusion.");
        });
    }

    protected override int Run(Invocation invocation)
    {
        using var hosted = PluginSession.Open(invocation, forBatches: invocation.Get(fusion));
        if (invocation.Get(fusion))
            invocation.Show([.. Fused(invocation, hosted).Select(fused => Listen(invocation, fused))], ReportJson.Default.IReadOnlyListFusionReport, FusionView.Of);
        else
            invocation.Show(LayoutReporter.Describe(hosted.Backbone, hosted.Host.Tasks), ReportJson.Default.LayoutReport, LayoutView.Of);

        return hosted.ReportRefused(invocation.Terminal);
    }

    private List<TaskAdapter> Fused(Invocation invocation, PluginSession hosted)
    {
        var asked = invocation.Get(task);
        var fused = hosted.Tasks(asked).Where(ready => ready.Config.Fusion is not null).ToList();
        return fused.Count > 0 ? fused
            : throw new InputException(asked is null ? "No ready task mixes others." : $"The task '{asked}' mixes no others: it has adapters of its own.");
    }

    private FusionReport Listen(Invocation invocation, TaskAdapter fused)
    {
        invocation.Stop.ThrowIfCancellationRequested();
        var texts = invocation.Get(file) is { } given
            ? DataArguments.ReadAll(given, fused.Declaration)
            : data.Corpus(invocation, fused.Declaration).Validation;
        var report = FusionAttentionReporter.To(fused, texts, invocation.Get(maxTokens)!.Value);
        if (invocation.Get(output) is not { } folder)
            return report;

        if (!PlotFont.IsThere)
            invocation.Terminal.Error.WriteLine("This system has no fonts, so the pictures get no letters. Install some, such as the package fonts-dejavu-core.");

        return FusionAttentionReporter.Draw(report, folder);
    }
}
