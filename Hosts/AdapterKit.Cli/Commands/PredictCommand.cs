using System.CommandLine;
using System.Diagnostics;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;

namespace AdapterKit.Cli.Commands;

/// <summary>Labels a text with all tasks, or with one.</summary>
internal sealed class PredictCommand : CliCommand
{
    private readonly Argument<string?> text = new("text")
    {
        Description = "The text to label; standard input if there is neither a text nor --file",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<FileInfo?> file = new("--file") { Description = "A file with the text, or a mail (.eml)", HelpName = "path" };
    private readonly Option<bool> mail = new("--mail") { Description = "Read the file or standard input as a mail, whatever its name" };
    private readonly Option<string?> task = new("--task") { Description = "The task to run [default: all tasks]", HelpName = "id" };
    private readonly Option<bool> explain = new("--explain") { Description = "Show the attention weights of fused tasks, token by token" };
    private readonly Option<int?> maxTokens = TrainingArguments.CreateMaxTokensOption();

    public PredictCommand(CommandContext context)
        : base("predict", "Label a text with every task.", context)
    {
        Add(text);
        AddAll(file, mail, task, explain, maxTokens);
    }

    public override IReadOnlyList<string> Examples => ["predict \"You have won a prize\"", "predict --file message.eml --task spam --json"];

    protected override int Run(Invocation invocation)
    {
        var source = TextSource.Read(invocation.Get(text), invocation.Get(file), invocation.Get(mail), invocation.Terminal);
        using var session = PluginSession.Open(invocation);
        var tasks = session.FindTasks(invocation.Get(task));
        if (tasks.Count == 0)
            throw new InputException($"No task is ready. 'adapterkit plugins' shows the plugins in {invocation.PluginDirectory}.");

        var watch = Stopwatch.StartNew();
        using var batch = session.Backbone.Tokenize([source], invocation.Get(maxTokens)!.Value);
        var predictions = TextPredictions.Predict(session.Backbone, tasks, batch);
        var report = new PredictionReport(
            (int)batch.Ids.size(1),
            watch.Elapsed.TotalMilliseconds,
            predictions,
            [.. session.Refused.Select(plugin => PluginReporter.Describe(plugin, []))],
            invocation.Get(explain) ? Explain(tasks, batch) : null);

        invocation.Show(report, ReportJson.Default.PredictionReport, PredictionView.Render);
        if (invocation.Verbose)
            invocation.Terminal.Error.WriteLine(FormattableString.Invariant($"{report.Tokens} tokens, {report.Milliseconds:N0} ms"));

        return session.ReportRefused(invocation.Terminal);
    }

    private static IReadOnlyList<FusionExplanation> Explain(IReadOnlyList<TaskAdapter> tasks, TokenBatch text) =>
        [.. tasks.Select(task => TokenAttribution.Explain(task, text)).OfType<FusionExplanation>()];
}
