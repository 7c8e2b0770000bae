using System.CommandLine;
using System.Diagnostics;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Commands;

/// <summary>Labels a text with every task, or with one.</summary>
internal sealed class PredictCommand : CliCommand
{
    private readonly Argument<string?> text = new("text") { Description = "The text; without it and without --file, standard input is read", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<FileInfo?> file = new("--file") { Description = "A file with the text, or a mail (.eml)", HelpName = "path" };
    private readonly Option<bool> mail = new("--mail") { Description = "The file or standard input is a mail, whatever its name" };
    private readonly Option<string?> task = new("--task") { Description = "One task instead of all", HelpName = "id" };
    private readonly Option<bool> explain = new("--explain") { Description = "Show what tasks that mix others listen to, token by token" };
    private readonly Option<int?> maxTokens = TrainingArguments.MaxTokens();

    public PredictCommand(CommandContext context)
        : base("predict", "Label a text with every task.", context)
    {
        Add(text);
        Add(file);
        Add(mail);
        Add(task);
        Add(explain);
        Add(maxTokens);
    }

    protected override int Run(Invocation invocation)
    {
        var source = TextSource.Read(invocation.Get(text), invocation.Get(file), invocation.Get(mail), invocation.Terminal);
        using var hosted = PluginSession.Open(invocation);
        var tasks = hosted.Tasks(invocation.Get(task));
        if (tasks.Count == 0)
            throw new InputException($"No task is ready. 'adapterkit plugins' tells what was found in {invocation.PluginFolder}.");

        var watch = Stopwatch.StartNew();
        using var batch = hosted.Backbone.Tokenize([source], invocation.Get(maxTokens)!.Value);
        var predictions = Predict(hosted.Backbone, tasks, batch);
        var report = new PredictionReport(
            (int)batch.Ids.size(1),
            watch.Elapsed.TotalMilliseconds,
            predictions,
            [.. hosted.Host.Plugins.Where(plugin => plugin.IsRefused).Select(plugin => PluginReporter.Of(plugin, []))],
            invocation.Get(explain) ? [.. tasks.Select(ready => TokenAttribution.Of(ready, batch)).OfType<FusionExplanation>()] : null);

        invocation.Show(report, ReportJson.Default.PredictionReport, PredictionView.Of);
        if (invocation.Verbose)
            invocation.Terminal.Error.WriteLine(FormattableString.Invariant($"{report.Tokens} tokens, {report.Milliseconds:N0} ms"));

        return hosted.ReportRefused(invocation.Terminal);
    }

    private static List<TaskPrediction> Predict(Backbone backbone, IReadOnlyList<TaskAdapter> tasks, TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var answers = backbone.Answer(batch, tasks);
        return [.. tasks.Select(ready => Read(ready, answers[ready.Id]))];
    }

    private static TaskPrediction Read(TaskAdapter task, Tensor scores)
    {
        var probabilities = scores.softmax(1).data<float>().Select(value => (double)value);
        var named = task.Declaration.Labels.Zip(probabilities).ToDictionary(pair => pair.First, pair => pair.Second);
        var best = named.MaxBy(pair => pair.Value);
        return new TaskPrediction(task.Id, best.Key, best.Value, named);
    }
}
