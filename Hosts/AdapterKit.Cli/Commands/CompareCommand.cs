using System.CommandLine;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Hosting;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Trains tasks in several modes with several seeds, and puts their test scores side by side.</summary>
internal sealed class CompareCommand : CliCommand
{
    private readonly Option<string[]> tasks = new("--tasks") { Description = "The tasks [default: every declared one]", HelpName = "ids", AllowMultipleArgumentsPerToken = true };
    private readonly Option<TrainingMode[]> modes = ModeOption.Many("--modes", "What is trained");
    private readonly SeriesArguments series = new();
    private readonly DataArguments data = new();
    private readonly TrainingArguments recipe = new();
    private readonly FusionArguments fusion = new();

    public CompareCommand(CommandContext context)
        : base("compare", "Train in several modes and seeds, and put the test scores side by side.", context)
    {
        foreach (var option in new Option[] { tasks, modes }.Concat(series.All).Concat(fusion.All).Concat(data.All).Concat(recipe.All))
            Add(option);
    }

    protected override int Run(Invocation invocation)
    {
        var log = series.Log(invocation, ReportJson.Default.RunReport);
        using var host = PluginHost.LoadDeclarations(invocation.PluginFolder);
        var declarations = invocation.Get(tasks) is { Length: > 0 } ids ? [.. ids.Select(id => DeclaredTasks.Find(host, id))] : host.Declarations;
        using var backbone = invocation.OpenBackbone(forBatches: true);
        var runs = new List<RunReport>();
        foreach (var declaration in declarations.Select(declared => declared.On(backbone)))
        {
            var texts = data.Read(invocation, declaration);
            var recipes =
                from mode in invocation.Get(modes)!
                from seed in series.Seeds(invocation)
                select recipe.Options(invocation, mode, seed);
            var adapters = fusion.Choose(invocation, declaration, backbone, out var mixed);
            using var sources = mixed;
            runs.AddRange(recipes.Select(options => Run(invocation, backbone, declaration, adapters, texts, options, log)));
        }

        invocation.Show(ComparisonTable.Of(runs), ReportJson.Default.IReadOnlyListComparisonRow, ComparisonView.Of);
        return ExitCode.Done;
    }

    private static RunReport Run(
        Invocation invocation, Backbone backbone, TaskDeclaration declaration, AdapterConfig config, TextDataSet texts, TrainingOptions options, RunLog<RunReport> log)
    {
        var (adapter, on) = (RunKey.Of(config), RunKey.Of(backbone));
        if (log.Find(run => run.Repeats(on, declaration.Id, adapter, texts.Train.Count, options)) is { } known)
            return known;

        using var own = TargetAdapter.Train(invocation, backbone, declaration, config, texts, options);
        using var result = TrainingView.Follow(invocation, $"{declaration.Id}, {options.Mode}, seed {options.Seed}", progress =>
            new Trainer(backbone, options).Train(declaration, texts, TargetAdapter.Among(config, own), progress: progress, cancellation: invocation.Stop));
        var run = new RunReport(
            declaration.Id, adapter, texts.Train.Count, options, result.Test!.Accuracy, result.Test.MacroF1, result.Parameters.Trained, result.Parameters.Share, on);
        log.Add(run);
        return run;
    }
}
