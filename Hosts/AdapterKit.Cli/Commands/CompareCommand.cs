using System.CommandLine;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Trains tasks in several modes and with several seeds, and compares their test scores.</summary>
internal sealed class CompareCommand : CliCommand
{
    private readonly Option<string[]> tasks = ListOption.CreateIds("--tasks", "The tasks to train [default: all declared tasks]");
    private readonly Option<TrainingMode[]> modes = ModeOption.CreateMany("--modes", "The weights to train");
    private readonly SeriesArguments series = new();
    private readonly DataArguments data = new();
    private readonly TrainingArguments recipe = new();
    private readonly FusionArguments fusion = new();
    private readonly MethodArguments methods = new();

    public CompareCommand(CommandContext context)
        : base("compare", "Train tasks in several modes and with several seeds, and compare their test scores.", context)
    {
        tasks.CompleteTasks();
        AddAll([tasks, methods.Option, modes, .. series.All, .. fusion.All, .. data.All, .. recipe.All]);
        methods.Exclude(this, [modes, .. fusion.All]);
    }

    public override IReadOnlyList<string> Examples =>
        ["compare --tasks spam,reply --record runs.jsonl", "compare --tasks spam --modes adapter,head --seeds 1,2 --epochs 2"];

    protected override int Run(Invocation invocation)
    {
        var log = series.OpenLog(invocation, ReportJson.Default.RunReport);
        using var host = invocation.LoadDeclarations();
        var declarations = invocation.Get(tasks) is { Length: > 0 } ids ? [.. ids.Select(host.FindDeclaration)] : host.Declarations;
        using var backbone = invocation.OpenBackbone(forBatches: true, declarations is [var first, ..] ? first.BackboneId : null);
        var runs = new List<RunReport>();
        var chosen = methods.Read(invocation, host);
        foreach (var declared in declarations.Select(declared => invocation.DeclareOn(declared, backbone)))
        {
            var own = declared.With(recipe.Configure(invocation, declared.Config, backbone));
            var texts = data.Read(invocation, own, backbone);
            foreach (var method in chosen)
            {
                var declaration = method.Apply(own);
                var recipes =
                    from mode in FindModes(invocation, method)
                    from seed in series.ReadSeeds(invocation)
                    select method.Apply(recipe.CreateRecipe(invocation, mode, seed));
                using var adapters = fusion.Choose(invocation, declaration, backbone);
                var trainer = new TaskTrainer(backbone, declaration, texts, invocation.Terminal, invocation.CancellationToken);
                var config = recipe.Configure(invocation, adapters.Config, backbone);
                runs.AddRange(recipes.Select(options => Train(trainer, method, config, options, log)));
            }
        }

        var names = MetricNames.Of(declarations);
        invocation.Show(
            ComparisonTable.Create(runs), ReportJson.Default.IReadOnlyListComparisonRow, rows => ComparisonView.Render(rows, names));
        return ExitCode.Success;
    }

    private TrainingMode[] FindModes(Invocation invocation, Method method) => method.Adapters is not null
        ? [TrainingMode.Adapter]
        : invocation.Get(modes) is { Length: > 0 } given ? given : Enum.GetValues<TrainingMode>();

    private static RunReport Train(
        TaskTrainer trainer, Method method, AdapterConfig adapters, TrainingOptions options, RunLog<RunReport> log)
    {
        var (backbone, id, texts) = (trainer.Backbone, trainer.Declaration.Id, trainer.Texts);
        var key = RunKey.Compute(backbone, id, adapters, texts, options);
        if (log.Find(run => run.Key == key) is { } known)
            return known with { Method = method.Name };

        using var target = TargetAdapter.Train(trainer, adapters, options);
        var title = $"{id}, {(method.Adapters is null ? options.Mode.ToString() : method.Name)}, seed {options.Seed}";
        var meter = new TrainingMeter();
        using var result = trainer.Train(title, TargetAdapter.AddTo(adapters, target), options, meter: meter);
        var run = new RunReport(
            id,
            texts.Train.Count,
            options,
            result.Parameters.Trained,
            result.Parameters.Share,
            backbone.Id,
            key,
            method.Name,
            meter.StepMilliseconds,
            meter.MemoryMegabytes)
        {
            Metrics = RecordedMetrics.Create(result.Test!),
        };
        log.Add(run);
        return run;
    }
}
