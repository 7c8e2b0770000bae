using System.CommandLine;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Corpora;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Scores the bundles of ready tasks on labeled texts.</summary>
internal sealed class EvalCommand : CliCommand
{
    private readonly Option<string?> task = new("--task")
    {
        Description = "The task to score [default: all tasks with texts]",
        HelpName = "id",
    };

    private readonly Option<FileInfo?> file = DataArguments.CreateFileOption(
        "A .jsonl, .csv or .tsv file with texts and targets, used as a whole [default: the test mails of the SpamAssassin corpus]");

    private readonly DataArguments data = new();

    public EvalCommand(CommandContext context)
        : base("eval", "Score the bundles of the tasks on labeled texts.", context)
    {
        task.CompleteTasks();
        AddAll([task, file, .. data.Columns]);
    }

    public override IReadOnlyList<string> Examples => ["eval", "eval --task spam --data mails.jsonl"];

    protected override int Run(Invocation invocation)
    {
        using var session = PluginSession.Open(invocation, forBatches: true, invocation.Get(task));
        IReadOnlyList<ScoreReport> reports = [.. FindTasks(invocation, session).Select(ready => Score(invocation, ready))];
        invocation.Show(reports, ReportJson.Default.IReadOnlyListScoreReport, ScoresView.Render);
        return session.ReportRefused(invocation);
    }

    // A task that the command line does not name may have no texts in the corpus.
    private IEnumerable<TaskAdapter> FindTasks(Invocation invocation, PluginSession session)
    {
        var tasks = session.FindTasks(invocation.Get(task));
        return invocation.Get(task) is not null || invocation.Get(file) is not null
            ? tasks
            : tasks.Where(ready => SpamAssassinCorpus.Tasks.Contains(ready.Id));
    }

    private ScoreReport Score(Invocation invocation, TaskAdapter ready)
    {
        var texts = invocation.Get(file) is { } given
            ? data.ReadAll(invocation, given, ready)
            : data.ReadCorpus(invocation, ready.Declaration).Test;
        var scores = EvaluationView.Follow(invocation.Terminal, ready.Id, progress =>
            Evaluator.Evaluate(ready, texts, progress, invocation.CancellationToken));
        return new ScoreReport(ready.Id, scores);
    }
}
