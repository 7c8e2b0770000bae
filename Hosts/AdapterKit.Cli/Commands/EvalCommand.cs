using System.CommandLine;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Scores shipped bundles on labelled texts.</summary>
internal sealed class EvalCommand : CliCommand
{
    private readonly Option<string?> task = new("--task") { Description = "One task instead of all", HelpName = "id" };
    private readonly Option<FileInfo?> file = DataArguments.File("A .jsonl or .csv file with text and label, all of it [default: the test mails of the SpamAssassin corpus]");
    private readonly Option<int?> maxTokens = TrainingArguments.MaxTokens();
    private readonly DataArguments data = new();

    public EvalCommand(CommandContext context)
        : base("eval", "Score the tasks' bundles on labelled texts.", context)
    {
        Add(task);
        Add(file);
        Add(maxTokens);
    }

    protected override int Run(Invocation invocation)
    {
        using var hosted = PluginSession.Open(invocation, forBatches: true);
        IReadOnlyList<ScoreReport> reports = [.. Tasks(invocation, hosted).Select(ready => Score(invocation, ready))];
        invocation.Show(reports, ReportJson.Default.IReadOnlyListScoreReport, ScoresView.Of);
        return hosted.ReportRefused(invocation.Terminal);
    }

    // A task that nobody asked for by name need not have labelled mails.
    private IEnumerable<TaskAdapter> Tasks(Invocation invocation, PluginSession hosted) => hosted.Tasks(invocation.Get(task)).Where(ready =>
        invocation.Get(task) is not null || invocation.Get(file) is not null || SpamAssassinCorpus.Tasks.Contains(ready.Id));

    private ScoreReport Score(Invocation invocation, TaskAdapter ready)
    {
        invocation.Stop.ThrowIfCancellationRequested();
        var texts = invocation.Get(file) is { } given
            ? DataArguments.ReadAll(given, ready.Declaration)
            : data.Corpus(invocation, ready.Declaration).Test;
        return ScoreReport.Of(ready.Id, Evaluator.Score(ready, texts, invocation.Get(maxTokens)!.Value));
    }
}
