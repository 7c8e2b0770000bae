using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Hosting;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Trains a task that a plugin declares, and writes its bundle.</summary>
internal sealed class TrainCommand : CliCommand
{
    private readonly Argument<string[]> tasks = new("task") { Description = "The task's id, as a plugin declares it; several with --multi-task", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> jointly = new("--multi-task") { Description = "Train several tasks in the same steps, a batch of each, through one pass (MT-A); --out gets a bundle for each" };
    private readonly Option<TrainingMode> mode = ModeOption.One("--mode", "What is trained");
    private readonly Option<int?> seed = NumberOption.Of<int>("--seed", "What all randomness follows from", _ => true, "a whole number", standard: 1);
    private readonly Option<DirectoryInfo?> output = new("--out") { Description = "Where the bundle is written; only adapters make one", HelpName = "folder" };
    private readonly Option<bool> resume = new("--resume") { Description = "Go on where the same command was stopped" };
    private readonly Option<DirectoryInfo?> checkpoints = new("--checkpoints") { Description = "Where training saves on Ctrl-C and after each epoch [default: in the cache]", HelpName = "folder" };
    private readonly DataArguments data = new();
    private readonly TrainingArguments recipe = new();
    private readonly FusionArguments fusion = new();
    private readonly DropArguments drop = new();
    private readonly PrefixArguments prefix = new();

    public TrainCommand(CommandContext context)
        : base("train", "Train a task that a plugin declares.", context)
    {
        Add(tasks);
        foreach (var option in new Option[] { jointly, mode, seed, output, resume, checkpoints, drop.Option, prefix.Option }.Concat(fusion.All).Concat(data.All).Concat(recipe.All))
            Add(option);

        Validators.Add(result =>
        {
            if (result.GetValue(output) is not null && result.GetValue(mode) != TrainingMode.Adapter)
                result.AddError("--out is for adapters: the other modes are there to compare with.");
            if (result.GetResult(drop.Option) is not null && result.GetValue(mode) != TrainingMode.Adapter)
                result.AddError("--drop is for adapters: the other modes train none.");
            if (result.GetValue(jointly) != (result.GetValue(tasks)!.Length > 1))
                result.AddError("--multi-task is for several tasks, and several tasks need it.");
            if (result.GetValue(jointly) && Alone.Any(option => result.GetResult(option) is { Implicit: false }))
                result.AddError($"--multi-task trains adapters as their tasks declare them: it goes without {string.Join(", ", Alone.Select(option => option.Name))}.");
        });
    }

    private IEnumerable<Option> Alone => [mode, drop.Option, prefix.Option, .. fusion.All];

    protected override int Run(Invocation invocation) => invocation.Get(jointly) ? RunJointly(invocation) : RunAlone(invocation);

    private int RunAlone(Invocation invocation)
    {
        using var host = PluginHost.LoadDeclarations(invocation.PluginFolder);
        var declared = DeclaredTasks.Find(host, invocation.Get(tasks)![0]);
        var options = drop.Apply(invocation, recipe.Options(invocation, invocation.Get(mode), invocation.Get(seed)!.Value));
        var name = $"{declared.Id}-{options.Mode}-{options.Seed}".ToLowerInvariant();
        var folder = Checkpoints.Folder(invocation.Get(checkpoints), name, invocation.Get(resume));
        using var backbone = invocation.OpenBackbone(forBatches: true);
        var declaration = declared.On(backbone);
        var texts = data.Read(invocation, declaration);
        var adapters = drop.Apply(invocation, fusion.Choose(invocation, declaration, backbone, out var mixed), backbone);
        using var sources = mixed;
        if (TargetAdapter.IsAskedFor(declaration, adapters) && invocation.Get(output) is not null)
            throw new InputException($"--out: a bundle of '{declaration.Id}' finds what it mixes by name among other plugins, and cannot mix '{declaration.Id}' itself. Leave it out of --fuse, or give its own adapter a task of its own.");

        var watch = Stopwatch.StartNew();
        using var own = TargetAdapter.Train(invocation, backbone, declaration, adapters, texts, options);
        using var result = Guarded(invocation, folder, () => TrainingView.Follow(invocation, declaration.Id, progress =>
            prefix.Trainer(invocation, backbone, options).Train(declaration, texts, TargetAdapter.Among(adapters, own), folder, progress, invocation.Stop)));
        var bundle = invocation.Get(output)?.FullName;
        if (bundle is not null)
            Bundle.Save(bundle, result.Task, Describe(result, options));

        invocation.Show(Report(result, options, watch.Elapsed, bundle), ReportJson.Default.TrainingReport, TrainingView.Of);
        return ExitCode.Done;
    }

    private int RunJointly(Invocation invocation)
    {
        using var host = PluginHost.LoadDeclarations(invocation.PluginFolder);
        var ids = invocation.Get(tasks)!;
        var declared = ids.Select(id => DeclaredTasks.Find(host, id)).ToList();
        var options = recipe.Options(invocation, TrainingMode.Adapter, invocation.Get(seed)!.Value);
        var folder = Checkpoints.Folder(invocation.Get(checkpoints), $"{string.Join('+', ids)}-{options.Seed}", invocation.Get(resume), ids);
        using var backbone = invocation.OpenBackbone(forBatches: true);
        var sets = declared.Select(task => task.On(backbone)).Select(task => (task, data.Read(invocation, task))).ToList();
        var watch = Stopwatch.StartNew();
        var results = Guarded(invocation, folder, () => TrainingView.Follow(invocation, string.Join(", ", ids), progress =>
            new Trainer(backbone, options).TrainJointly(sets, folder, progress, invocation.Stop)));
        foreach (var result in results)
        {
            using (result)
            {
                var bundle = invocation.Get(output) is { } parent ? Path.Combine(parent.FullName, result.Task.Id) : null;
                if (bundle is not null)
                    Bundle.Save(bundle, result.Task, Describe(result, options));

                invocation.Show(Report(result, options, watch.Elapsed, bundle), ReportJson.Default.TrainingReport, TrainingView.Of);
            }
        }

        return ExitCode.Done;
    }

    private T Guarded<T>(Invocation invocation, string folder, Func<T> train)
    {
        try
        {
            return train();
        }
        catch (OperationCanceledException)
        {
            invocation.Terminal.Error.WriteLine($"Stopped and saved in {folder}. The same command with --resume goes on from there.");
            throw;
        }
        catch (ArgumentException error) when (invocation.Get(jointly))
        {
            throw new InputException(error.Message, error);
        }
        catch (InvalidOperationException error) when (invocation.Get(resume))
        {
            throw new InputException(error.Message, error);
        }
    }

    private static JsonObject Describe(TrainingResult result, TrainingOptions options)
    {
        var facts = Facts(result, options);
        if (options.RobustDrop is { } robust)
            facts["robustDrop"] = robust.ToString();

        return facts;
    }

    private static JsonObject Facts(TrainingResult result, TrainingOptions options) => new()
    {
        ["seed"] = options.Seed,
        ["epochs"] = options.Epochs,
        ["maxTokens"] = options.MaxTokens,
        ["learningRate"] = options.LearningRate,
        ["batchSize"] = options.BatchSize,
        ["validation"] = Describe(result.Validation),
        ["test"] = result.Test is null ? null : Describe(result.Test),
    };

    private static JsonObject Describe(Scores scores) => new()
    {
        ["texts"] = scores.Count,
        ["accuracy"] = Math.Round(scores.Accuracy, 4),
        ["macroF1"] = Math.Round(scores.MacroF1, 4),
    };

    private static TrainingReport Report(TrainingResult result, TrainingOptions options, TimeSpan time, string? bundle) => new(
        result.Task.Id,
        options.Mode.ToString(),
        options.Seed,
        result.BestEpoch,
        result.Parameters.Trained,
        result.Parameters.Share,
        time.TotalSeconds,
        ScoreReport.Of(result.Task.Id, result.Validation),
        result.Test is null ? null : ScoreReport.Of(result.Task.Id, result.Test),
        bundle);
}
