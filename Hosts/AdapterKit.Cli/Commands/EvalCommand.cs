using System.CommandLine;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Scores shipped bundles on test texts.</summary>
internal sealed class EvalCommand : ToolCommand
{
    private readonly Option<string?> task = new("--task") { Description = "One task instead of all", HelpName = "id" };
    private readonly Option<int> maxTokens = TrainingArguments.MaxTokens();
    private readonly DataArguments data = new();

    public EvalCommand(Tool tool)
        : base("eval", "Score the tasks' bundles on test texts.", tool)
    {
        Add(task);
        Add(maxTokens);
        foreach (var option in data.All)
            Add(option);
    }

    protected override int Run(Invocation invocation)
    {
        using var hosted = Hosted.Open(invocation);
        IReadOnlyList<ScoreReport> reports = [.. hosted.Tasks(invocation.Get(task)).Select(ready => Score(invocation, ready))];
        invocation.Show(reports, ReportJson.Default.IReadOnlyListScoreReport, ScoresView.Of);
        return hosted.ReportRefused(invocation.Terminal);
    }

    private ScoreReport Score(Invocation invocation, TaskAdapter ready)
    {
        invocation.Stop.ThrowIfCancellationRequested();
        var texts = data.Read(invocation, ready.Declaration);
        return ScoreReport.Of(ready.Id, Evaluator.Score(ready, texts.Test, invocation.Get(maxTokens)));
    }
}
