using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Trains tasks that plugins declare, and writes their bundles.</summary>
internal sealed class TrainCommand : CliCommand
{
    private readonly Argument<string[]> tasks = new("task")
    {
        Description = "The id of a task that a plugin declares; several ids with --multi-task",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> multiTask = new("--multi-task")
    {
        Description = "Train several tasks together: each step runs a batch of every task in a single pass (MT-A); "
            + "--out gets one bundle per task",
    };

    private readonly Option<TrainingMode> mode = ModeOption.CreateSingle("--mode", "The weights to train");
    private readonly Option<int?> seed = NumberOption.CreateSeed();
    private readonly Option<DirectoryInfo?> output = new("--out")
    {
        Description = "The directory of the bundle; requires --mode adapter",
        HelpName = "directory",
    };

    private readonly CheckpointArguments checkpoints = new();
    private readonly DataArguments data = new();
    private readonly TrainingArguments recipe = new();
    private readonly FusionArguments fusion = new();
    private readonly DropArguments drop = new();
    private readonly PrefixArguments prefix = new();

    public TrainCommand(CommandContext context)
        : base("train", "Train a task that a plugin declares.", context)
    {
        tasks.CompleteTasks();
        Add(tasks);
        AddAll([multiTask, mode, seed, output, .. checkpoints.All, drop.Option, prefix.Option, .. fusion.All, .. data.All, .. recipe.All]);
        Validators.Add(Validate);
    }

    public override IReadOnlyList<string> Examples =>
        ["train spam --out Plugins/Spam/spam", "train bulk --fuse spam,reply --data mails.jsonl --epochs 15 --out bundle"];

    private IEnumerable<Option> SingleTaskOptions => [mode, drop.Option, prefix.Option, .. fusion.All];

    protected override int Run(Invocation invocation) =>
        invocation.Get(multiTask) ? TrainMultiTask(invocation) : TrainSingleTask(invocation);

    private void Validate(CommandResult result)
    {
        var hasOtherMode = ModeOption.SelectsOtherThanAdapters(result, mode);
        // The values may be wrong; what was given is enough to know.
        if (result.GetResult(output) is not null && hasOtherMode)
            result.AddError("--out requires --mode adapter: the other modes exist for comparison only.");
        if (result.GetResult(drop.Option) is not null && hasOtherMode)
            result.AddError("--drop requires --mode adapter: the other modes train no adapters.");
        var isMultiTask = result.GetResult(multiTask) is { } given && given.Tokens.All(token => token.Value == "true");
        if (result.GetResult(tasks) is { Tokens.Count: > 0 and var count } && isMultiTask != count > 1)
            result.AddError("--multi-task requires several tasks, and several tasks require --multi-task.");
        if (isMultiTask && SingleTaskOptions.Any(option => result.GetResult(option) is { Implicit: false }))
        {
            var names = string.Join(", ", SingleTaskOptions.Select(option => option.Name));
            result.AddError($"--multi-task trains the adapters that the tasks declare. Leave out {names}.");
        }
    }

    private int TrainSingleTask(Invocation invocation)
    {
        using var host = invocation.LoadDeclarations();
        var declared = host.FindDeclaration(invocation.Get(tasks)![0]);
        var options = drop.AddTo(invocation, recipe.CreateRecipe(invocation, invocation.Get(mode), invocation.Get(seed)!.Value));
        using var run = checkpoints.Open(invocation, $"{declared.Id}-{options.Mode}-{options.Seed}".ToLowerInvariant());
        using var backbone = invocation.OpenBackbone(forBatches: true, declared.BackboneId);
        var declaration = invocation.DeclareOn(declared, backbone).With(recipe.Configure(invocation, declared.Config, backbone));
        var texts = data.Read(invocation, declaration, backbone);
        using var chosen = fusion.Choose(invocation, declaration, backbone);
        var adapters = drop.RemoveFrom(invocation, recipe.Configure(invocation, chosen.Config, backbone), backbone);
        RejectUnshippable(invocation, declaration, adapters);
        OutputDirectory.RequireWritable(invocation.Get(output));
        NoticeIfNotKept(invocation);

        var watch = Stopwatch.StartNew();
        var trainer = new TaskTrainer(backbone, declaration, texts, invocation.Terminal, invocation.CancellationToken);
        using var target = TargetAdapter.Train(trainer, adapters, options);
        using var result = run.Run(() =>
            trainer.Train(declaration.Id, TargetAdapter.AddTo(adapters, target), options, run.Directory, prefix.Read(invocation)));
        var bundle = invocation.Get(output)?.FullName;
        run.Store(() => Save(bundle, result, options));
        Show(invocation, result, options, watch.Elapsed, bundle);
        return ExitCode.Success;
    }

    private int TrainMultiTask(Invocation invocation)
    {
        using var host = invocation.LoadDeclarations();
        var ids = invocation.Get(tasks)!;
        var declared = ids.Select(host.FindDeclaration).ToList();
        var options = recipe.CreateRecipe(invocation, TrainingMode.Adapter, invocation.Get(seed)!.Value);
        using var run = checkpoints.Open(invocation, $"{string.Join('+', ids)}-{options.Seed}", ids);
        using var backbone = invocation.OpenBackbone(forBatches: true, declared[0].BackboneId);
        var sets = declared
            .Select(task => invocation.DeclareOn(task, backbone).With(recipe.Configure(invocation, task.Config, backbone)))
            .Select(task => (task, data.Read(invocation, task, backbone)))
            .ToList();
        OutputDirectory.RequireWritable(invocation.Get(output));
        NoticeIfNotKept(invocation);
        var watch = Stopwatch.StartNew();
        var results = run.Run(() => TrainingView.Follow(invocation.Terminal, string.Join(", ", ids), (training, evaluating) =>
            new Trainer(backbone, options) { Evaluating = evaluating }
                .TrainMultiTask(sets, run.Directory, training, invocation.CancellationToken)));
        try
        {
            run.Store(() =>
            {
                foreach (var result in results)
                    Save(BundleOf(result), result, options);
            });
            foreach (var result in results)
                Show(invocation, result, options, watch.Elapsed, BundleOf(result));
        }
        finally
        {
            foreach (var result in results)
                result.Dispose();
        }

        return ExitCode.Success;

        string? BundleOf(TrainingResult result) =>
            invocation.Get(output) is { } parent ? Path.Combine(parent.FullName, result.Task.Id) : null;
    }

    private void NoticeIfNotKept(Invocation invocation)
    {
        if (invocation.Get(output) is null)
            invocation.Terminal.Notes.WriteLine("Without --out, the result is not kept: only its scores are shown.");
    }

    private void RejectUnshippable(Invocation invocation, TaskDeclaration declaration, AdapterConfig adapters)
    {
        if (invocation.Get(output) is null || !TargetAdapter.IsMember(declaration, adapters))
            return;

        var id = declaration.Id;
        throw new InputException(
            $"--out: a bundle of '{id}' finds its fusion members by name in other plugins, so it cannot fuse '{id}' itself. "
            + $"Remove '{id}' from --fuse, or declare a separate task for its own adapter.");
    }

    // The checkpoint is deleted next, so the bundle has to be readable by now.
    private static void Save(string? bundle, TrainingResult result, TrainingOptions options)
    {
        if (bundle is null)
            return;

        var saved = Bundle.Save(bundle, result.Task, TrainingFacts.Describe(result, options));
        if (Bundle.Open(bundle).Manifest.Weights != saved.Manifest.Weights)
            throw new BundleException($"{bundle}: the bundle has other weights than were saved there a moment ago.");
    }

    private static void Show(Invocation invocation, TrainingResult result, TrainingOptions options, TimeSpan duration, string? bundle)
    {
        var report = new TrainingReport(
            result.Task.Id,
            options.Mode.ToString(),
            options.Seed,
            result.BestEpoch,
            result.Parameters.Trained,
            result.Parameters.Share,
            duration.TotalSeconds,
            new ScoreReport(result.Task.Id, result.Validation),
            result.Test is null ? null : new ScoreReport(result.Task.Id, result.Test),
            bundle);
        invocation.Show(report, ReportJson.Default.TrainingReport, TrainingView.Render);
    }
}
