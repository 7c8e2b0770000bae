using System.CommandLine;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Plots;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Hosting;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Trains and measures a task over a range of one choice: how many of the lowest layers go without adapters.</summary>
internal sealed class SweepCommand : CliCommand
{
    private readonly Argument<string> task = new("task") { Description = "The task's id, as a plugin declares it" };
    private readonly Option<string?> drop = new("--drop")
    {
        Description = "Sweep over the number of lowest layers without adapters (AdapterDrop), such as 0..4,8 [default: from none to all]",
        HelpName = "numbers",
        Arity = ArgumentArity.ZeroOrOne,
        Required = true,
    };

    private readonly Option<FileInfo[]> plots = new("--plot") { Description = "Draw it, as .png or .svg", HelpName = "paths", AllowMultipleArgumentsPerToken = true };
    private readonly SeriesArguments series = new();
    private readonly DataArguments data = new();
    private readonly TrainingArguments recipe = new();
    private readonly PrefixArguments prefix = new();

    public SweepCommand(CommandContext context)
        : base("sweep", "Train a task over a range of choices, and put quality and speed side by side.", context)
    {
        Add(task);
        foreach (var option in new Option[] { drop, plots, prefix.Option }.Concat(series.All).Concat(data.All).Concat(recipe.All))
            Add(option);
    }

    protected override int Run(Invocation invocation)
    {
        var log = series.Log(invocation, ReportJson.Default.DropRunReport);
        var pictures = invocation.Get(plots) ?? [];
        foreach (var picture in pictures)
            PlotFile.Check(picture);

        using var host = PluginHost.LoadDeclarations(invocation.PluginFolder);
        var declared = DeclaredTasks.Find(host, invocation.Get(task)!);
        if (declared.Config.Fusion is not null)
            throw new InputException($"'{declared.Id}' mixes the adapters of other tasks: a sweep is for tasks with adapters of their own.");

        using var backbone = invocation.OpenBackbone(forBatches: true);
        var numbers = Numbers(invocation.Get(drop), backbone.Encoder.Layers.Count);
        var declaration = declared.On(backbone);
        var recipes = series.Seeds(invocation).Select(seed => recipe.Options(invocation, TrainingMode.Adapter, seed)).ToList();
        var sweep = new DropSweep(invocation, backbone, declaration, data.Read(invocation, declaration), log, prefix);
        var report = sweep.Run(numbers, recipes);
        foreach (var picture in pictures)
        {
            using var plot = DropPlot.Of(report);
            PlotFile.Save(plot, picture, DropPlot.Width, DropPlot.Height);
        }

        invocation.Show(report, ReportJson.Default.DropReport, DropView.Of);
        return ExitCode.Done;
    }

    // Always with 0, which ratios are to.
    private static List<int> Numbers(string? given, int layers)
    {
        try
        {
            var wanted = given is null ? LayerSet.Lowest(layers + 1) : LayerSet.Parse(given).Union(LayerSet.Of(0));
            return wanted.Union(LayerSet.Lowest(layers + 1)).Equals(LayerSet.Lowest(layers + 1))
                ? [.. Enumerable.Range(0, layers + 1).Where(wanted.Contains)]
                : throw new InputException($"--drop {given}: the backbone has {layers} layers, so at most as many are left out.");
        }
        catch (FormatException error)
        {
            throw new InputException($"--drop: {error.Message}", error);
        }
    }
}
