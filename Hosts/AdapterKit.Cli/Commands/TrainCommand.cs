using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Hosting;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Trains a task that a plugin declares, and writes its bundle.</summary>
internal sealed class TrainCommand : ToolCommand
{
    private readonly Argument<string> task = new("task") { Description = "The task's id, as a plugin declares it" };
    private readonly Option<TrainingMode> mode = new("--mode") { Description = "adapter, head, or full", DefaultValueFactory = _ => TrainingMode.Adapter };
    private readonly Option<int> seed = new("--seed") { Description = "What all randomness follows from", DefaultValueFactory = _ => 1 };
    private readonly Option<DirectoryInfo?> output = new("--out") { Description = "Where the bundle is written; only adapters make one", HelpName = "folder" };
    private readonly Option<DirectoryInfo?> checkpoints = new("--checkpoints") { Description = "Save here on Ctrl-C and after each epoch, and resume from here", HelpName = "folder" };
    private readonly DataArguments data = new();
    private readonly TrainingArguments recipe = new();

    public TrainCommand(Tool tool)
        : base("train", "Train a task that a plugin declares.", tool)
    {
        Add(task);
        Add(mode);
        Add(seed);
        Add(output);
        Add(checkpoints);
        foreach (var option in data.All.Concat(recipe.All))
            Add(option);
    }

    protected override int Run(Invocation invocation)
    {
        using var host = PluginHost.LoadDeclarations(invocation.PluginFolder);
        var declaration = Declarations.Find(host, invocation.Get(task)!);
        using var backbone = invocation.OpenBackbone();
        var texts = data.Read(invocation, declaration);
        var options = recipe.Options(invocation, invocation.Get(mode), invocation.Get(seed));
        var watch = Stopwatch.StartNew();
        using var result = TrainingView.Follow(invocation, declaration.Id, progress => new Trainer(backbone, options).Train(
            declaration, texts, checkpoints: invocation.Get(checkpoints)?.FullName, progress: progress, cancellation: invocation.Stop));

        var report = Report(result, options, watch.Elapsed, SaveBundle(invocation, result, options));
        invocation.Show(report, ReportJson.Default.TrainingReport, TrainingView.Of);
        return ExitCode.Done;
    }

    private string? SaveBundle(Invocation invocation, TrainingResult result, TrainingOptions options)
    {
        if (invocation.Get(output) is not { } folder)
            return null;

        if (options.Mode != TrainingMode.Adapter)
            throw new InputException("--out is for adapters: the other modes are there to compare with.");

        Bundle.Save(folder.FullName, result.Task, new JsonObject
        {
            ["seed"] = options.Seed,
            ["epochs"] = options.Epochs,
            ["maxTokens"] = options.MaxTokens,
            ["learningRate"] = options.LearningRate,
            ["batchSize"] = options.BatchSize,
            ["validation"] = Describe(result.Validation),
            ["test"] = result.Test is null ? null : Describe(result.Test),
        });
        return folder.FullName;
    }

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
