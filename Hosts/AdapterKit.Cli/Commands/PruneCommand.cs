using System.CommandLine;
using System.Text.Json.Nodes;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Removes the fusion members with the lowest attention weights from a task's bundle.</summary>
internal sealed class PruneCommand : CliCommand
{
    private readonly Argument<string> task = new("task") { Description = "The id of a ready task that fuses others" };
    private readonly Option<int?> keep = NumberOption.CreateCount("--keep", "The number of members to keep at each site", defaultValue: 2);
    private readonly Option<DirectoryInfo> output = new("--out")
    {
        Description = "The directory of the pruned bundle",
        HelpName = "directory",
        Required = true,
    };

    private readonly DataArguments data = new();

    public PruneCommand(CommandContext context)
        : base("prune", "Keep the members of a fused task with the highest attention weights over the training texts.", context)
    {
        task.CompleteTasks();
        Add(task);
        AddAll([keep, output, .. data.All]);
    }

    public override IReadOnlyList<string> Examples =>
        ["prune feed-source --keep 2 --out pruned", "prune feed-source --keep 1 --data texts.jsonl --out pruned"];

    protected override int Run(Invocation invocation)
    {
        using var session = PluginSession.Open(invocation, forBatches: true, invocation.Get(task));
        var whole = FindFusedTask(session, invocation.Get(task)!);
        var texts = data.Read(invocation, whole.Declaration.With(whole.Config), session.Backbone);
        OutputDirectory.RequireWritable(invocation.Get(output));
        var attention = EvaluationView.Follow(invocation.Terminal, $"{whole.Id}, attention weights", progress =>
            Evaluator.MeasureAttention(whole, texts.Train, progress, invocation.CancellationToken));
        using var pruned = FusionPruner.Prune(whole, attention, invocation.Get(keep)!.Value);
        pruned.Freeze();
        var validation = Score(texts.Validation);
        var test = Score(texts.Test);
        var before = session.OpenBundle(whole.Id);
        var facts = Describe(before, texts.Train.Count, validation, test);
        var after = OutputDirectory.Write(() => Bundle.Save(invocation.Get(output)!.FullName, pruned, facts));
        var report = new PruningReport(
            whole.Id,
            FusionAttentionReporter.Describe(whole, attention, texts.Train.Count),
            [.. attention.Select(site => GetKeptMembers(pruned, site.Site))],
            [.. whole.Config.Members.Except(pruned.Config.Members).Select(member => member.Id)],
            new(before.Size, after.Size),
            validation,
            test,
            after.Directory);
        if (report.Kept.Zip(report.Before.Sites).All(site => IsWhole(site.First, site.Second)))
            invocation.Terminal.Notes.WriteLine("Nothing was left out: no site has more members than --keep.");

        invocation.Show(report, ReportJson.Default.PruningReport, PruningView.Render);
        return session.ReportRefused(invocation);

        Change<ScoreReport> Score(IReadOnlyList<Example> examples) =>
            new(Evaluate(whole, whole.Id, examples), Evaluate(pruned, $"{whole.Id}, pruned", examples));

        ScoreReport Evaluate(TaskAdapter scored, string title, IReadOnlyList<Example> examples) => new(
            whole.Id,
            EvaluationView.Follow(invocation.Terminal, title, progress =>
                Evaluator.Evaluate(scored, examples, progress, invocation.CancellationToken)));
    }

    private static bool IsWhole(IReadOnlyList<string> kept, FusionSite before) =>
        kept.Count == before.Weights.Count(weight => weight is not null);

    private static List<string> GetKeptMembers(TaskAdapter pruned, Site site) =>
        [.. pruned.Config.Fusion!.Pruning!.At(site.ToString()).Select(member => member.ToString()!)];

    private static TaskAdapter FindFusedTask(PluginSession session, string id)
    {
        var ready = session.FindTasks(id)[0];
        return ready.Config.Fusion switch
        {
            null => throw new InputException($"Task '{id}' fuses no others, so there is nothing to prune."),
            { Pruning: not null } => throw new InputException($"Task '{id}' is already pruned. Prune the task that it was made from."),
            _ => ready,
        };
    }

    // The training facts still hold, except for the scores; those before pruning go into their own section.
    private static JsonObject Describe(Bundle before, int texts, Change<ScoreReport> validation, Change<ScoreReport> test)
    {
        var training = before.Manifest.Training?.DeepClone().AsObject() ?? [];
        training["validation"] = TrainingFacts.Describe(validation.After.Scores);
        training["test"] = TrainingFacts.Describe(test.After.Scores);
        training["pruning"] = new JsonObject
        {
            ["from"] = before.Manifest.Weights.Hash,
            ["texts"] = texts,
            ["validationBefore"] = TrainingFacts.Describe(validation.Before.Scores),
            ["testBefore"] = TrainingFacts.Describe(test.Before.Scores),
        };
        return training;
    }
}
