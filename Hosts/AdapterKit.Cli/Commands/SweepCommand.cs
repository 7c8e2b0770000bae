using System.CommandLine;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Plots;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Trains and measures a task for a range of numbers of first layers without adapters.</summary>
internal sealed class SweepCommand : CliCommand
{
    private readonly Argument<string> task = new("task") { Description = "The id of a task that a plugin declares" };
    private readonly Option<string?> drop = new("--drop")
    {
        Description = "The numbers of first layers without adapters (AdapterDrop), such as 0..4,8 [default: from none to all]",
        HelpName = "numbers",
        Arity = ArgumentArity.ZeroOrOne,
        Required = true,
    };

    private readonly Option<FileInfo[]> plots = ListOption.CreateFiles("--plot", "Draw the result into these files, as .png or .svg");

    private readonly SeriesArguments series = new();
    private readonly DataArguments data = new();
    private readonly TrainingArguments recipe = new();
    private readonly PrefixArguments prefix = new();

    public SweepCommand(CommandContext context)
        : base("sweep", "Train a task with adapters dropped from more and more layers, and compare quality and speed.", context)
    {
        task.CompleteTasks();
        Add(task);
        AddAll([drop, plots, prefix.Option, .. series.All, .. data.All, .. recipe.All]);
    }

    public override IReadOnlyList<string> Examples =>
        ["sweep list-topic --drop --record runs.jsonl --plot drop.png", "sweep spam --drop 0..4 --seeds 1,2 --cache-prefix memory"];

    protected override int Run(Invocation invocation)
    {
        var log = series.OpenLog(invocation, ReportJson.Default.DropRunReport);
        var files = invocation.Get(plots) ?? [];
        foreach (var file in files)
        {
            PlotFile.Validate(file);
            OutputDirectory.RequireWritable(file, plots.Name);
        }

        using var host = invocation.LoadDeclarations();
        var declared = host.FindDeclaration(invocation.Get(task)!);
        if (declared.Config.Fusion is not null)
            throw new InputException($"Task '{declared.Id}' fuses other tasks. A sweep requires a task with its own adapters.");

        using var backbone = invocation.OpenBackbone(forBatches: true, declared.BackboneId);
        var numbers = ParseNumbers(invocation.Get(drop), backbone.Encoder.Layers.Count);
        var declaration = invocation.DeclareOn(declared, backbone).With(recipe.Configure(invocation, declared.Config, backbone));
        var texts = data.Read(invocation, declaration, backbone);
        var recipes = series.ReadSeeds(invocation).Select(seed => recipe.CreateRecipe(invocation, TrainingMode.Adapter, seed)).ToList();
        var trainer = new TaskTrainer(backbone, declaration, texts, invocation.Terminal, invocation.CancellationToken);
        var report = new DropSweep(trainer, log, prefix.Read(invocation)).Run(numbers, recipes);
        invocation.Show(report, ReportJson.Default.DropReport, DropView.Render);
        foreach (var file in files)
        {
            using var plot = DropPlot.Create(report, MetricNames.Of(declaration).Values.First());
            PlotFile.Save(plot, file, DropPlot.Width, DropPlot.Height);
        }

        return ExitCode.Success;
    }

    // Always includes 0, because speeds are relative to it.
    private static List<int> ParseNumbers(string? given, int layers)
    {
        try
        {
            var all = LayerSet.FirstLayers(layers + 1);
            var numbers = given is null ? all : LayerSet.Parse(given).Union(LayerSet.Of(0));
            return numbers.Union(all).Equals(all)
                ? [.. Enumerable.Range(0, layers + 1).Where(numbers.Contains)]
                : throw new InputException($"--drop {given}: the backbone has {layers} layers, so at most {layers} can be dropped.");
        }
        catch (FormatException error)
        {
            throw new InputException($"--drop: {error.Message}", error);
        }
    }
}
