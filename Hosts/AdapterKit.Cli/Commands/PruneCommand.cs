using System.CommandLine;
using System.Text.Json.Nodes;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Takes members that a fused task hardly listens to out of its bundle.</summary>
internal sealed class PruneCommand : CliCommand
{
    private readonly Argument<string> task = new("task") { Description = "The id of a ready task that mixes others" };
    private readonly Option<int?> keep = NumberOption.Count("--keep", "How many members are left at each site", standard: 2);
    private readonly Option<DirectoryInfo> output = new("--out") { Description = "Where the pruned bundle is written", HelpName = "folder", Required = true };
    private readonly Option<int?> maxTokens = TrainingArguments.MaxTokens();
    private readonly DataArguments data = new();

    public PruneCommand(CommandContext context)
        : base("prune", "Keep the members of a fused task that it listens to most over the training texts.", context)
    {
        Add(task);
        foreach (var option in new Option[] { keep, output, maxTokens }.Concat(data.All))
            Add(option);
    }

    protected override int Run(Invocation invocation)
    {
        using var hosted = PluginSession.Open(invocation, forBatches: true);
        var whole = Fused(hosted, invocation.Get(task)!);
        var texts = data.Read(invocation, whole.Declaration);
        var tokens = invocation.Get(maxTokens)!.Value;
        var attention = Evaluator.Attend(whole, texts.Train, tokens);
        using var pruned = FusionPruner.Prune(whole, attention, invocation.Get(keep)!.Value);
        pruned.Freeze();
        invocation.Stop.ThrowIfCancellationRequested();
        var validation = Scored(texts.Validation);
        var test = Scored(texts.Test);
        var before = hosted.BundleOf(whole.Id);
        var after = Bundle.Save(invocation.Get(output)!.FullName, pruned, Describe(before, texts.Train.Count, validation, test));
        var report = new PruningReport(
            whole.Id,
            FusionAttentionReporter.Describe(whole, attention, texts.Train.Count),
            [.. attention.Select(site => pruned.Config.Fusion!.Pruning!.At(site.Site.ToString()).Select(member => member.ToString()!).ToList())],
            [.. whole.Config.Sources.Except(pruned.Config.Sources).Select(source => source.Id)],
            new(before.Size, after.Size),
            validation,
            test,
            after.Directory);
        invocation.Show(report, ReportJson.Default.PruningReport, PruningView.Of);
        return hosted.ReportRefused(invocation.Terminal);

        Change<ScoreReport> Scored(IReadOnlyList<Example> examples) => new(
            ScoreReport.Of(whole.Id, Evaluator.Score(whole, examples, tokens)), ScoreReport.Of(whole.Id, Evaluator.Score(pruned, examples, tokens)));
    }

    private static TaskAdapter Fused(PluginSession hosted, string id)
    {
        var ready = hosted.Tasks(id)[0];
        return ready.Config.Fusion switch
        {
            null => throw new InputException($"The task '{id}' mixes no others, so there is nothing to prune."),
            { Pruning: not null } => throw new InputException($"The task '{id}' was pruned before: prune the one that it came from."),
            _ => ready,
        };
    }

    // How it was trained stays true; what it scored then goes under what it lost.
    private static JsonObject Describe(Bundle before, int texts, Change<ScoreReport> validation, Change<ScoreReport> test)
    {
        var training = before.Manifest.Training?.DeepClone().AsObject() ?? [];
        training["validation"] = Figures(validation.After);
        training["test"] = Figures(test.After);
        training["pruning"] = new JsonObject
        {
            ["from"] = before.Manifest.Weights.Sha256,
            ["texts"] = texts,
            ["validationBefore"] = Figures(validation.Before),
            ["testBefore"] = Figures(test.Before),
        };
        return training;
    }

    private static JsonObject Figures(ScoreReport scores) => new()
    {
        ["texts"] = scores.Texts,
        ["accuracy"] = Math.Round(scores.Accuracy, 4),
        ["macroF1"] = Math.Round(scores.MacroF1, 4),
    };
}
