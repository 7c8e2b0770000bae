using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Labels a text or an image with all tasks, or with one.</summary>
internal sealed class PredictCommand : CliCommand
{
    private readonly Argument<string?> text = new("text")
    {
        Description = "The text to label, or the file of an image; standard input if there is neither a text nor --file",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<FileInfo?> file = new("--file")
    {
        Description = "A file with the text, a mail (.eml), or an image (.png, .jpg)",
        HelpName = "path",
    };

    private readonly Option<string?> second = new("--second")
    {
        Description = "The second text of a pair: run the tasks that read pairs",
        HelpName = "text",
    };

    private readonly Option<bool> mail = new("--mail") { Description = "Read the file or standard input as a mail, whatever its name" };
    private readonly Option<string?> task = new("--task") { Description = "The task to run [default: all tasks]", HelpName = "id" };
    private readonly Option<bool> explain = new("--explain") { Description = "Show the attention weights of fused tasks, token by token" };

    private readonly BatchArguments batch = new();

    // A longer text is tokenized only as far as the tasks read it.
    private const int MaxCounted = 2_000_000;

    public PredictCommand(CommandContext context)
        : base("predict", "Label a text or an image, or many, with every task.", context)
    {
        Add(text);
        task.CompleteTasks();
        AddAll([file, second, mail, task, explain, .. batch.All]);
    }

    public override IReadOnlyList<string> Examples =>
        ["predict \"You have won a prize\" --task spam", "predict --lines --json < texts.txt"];

    protected override int Run(Invocation invocation) => batch.IsGiven(invocation) ? RunBatch(invocation) : RunSingle(invocation);

    private int RunBatch(Invocation invocation)
    {
        if (invocation.Get(text) is not null || invocation.Get(mail) || invocation.Get(explain))
            throw new InputException("--data and --lines label many texts; leave out the text, --mail and --explain.");

        if (invocation.Get(second) is not null)
            throw new InputException("--second is the second text of one pair. Name the column of many with --second-column.");

        var inputs = batch.Read(invocation, invocation.Get(file));
        using var session = PluginSession.Open(invocation, forBatches: true, invocation.Get(task));
        var tasks = FindTasks(invocation, session, batch.ReadsPairs(invocation));
        BatchPredictor.Run(invocation, session, tasks, ImageSource.Resolve(session.Backbone, inputs));
        return session.ReportRefused(invocation);
    }

    private IReadOnlyList<TaskAdapter> FindTasks(Invocation invocation, PluginSession session, bool isPaired)
    {
        var ready = session.FindTasks(invocation.Get(task));
        IReadOnlyList<TaskAdapter> tasks = [.. ready.Where(found => found.Declaration.Kind.Reading.IsPaired == isPaired)];
        if (tasks.Count > 0)
            return tasks;

        if (ready.Count == 0)
            throw new InputException($"No task is ready in {string.Join(", ", invocation.PluginDirectories)}.{session.DescribeRefused()}");

        var ids = string.Join(", ", ready.Select(found => $"'{found.Id}'"));
        throw new InputException(isPaired
            ? $"{ids}: no task reads pairs. Leave out the second text."
            : $"{ids}: the task reads pairs. Give the second text with --second, or pairs in a file with --data and --second-column."
                + (ready.Any(found => found.Declaration.Kind.ReadsTarget)
                    ? " To write the second text, the target, run 'adapterkit generate'."
                    : ""));
    }

    private int RunSingle(Invocation invocation)
    {
        // A text is read before the backbone, which takes longer. What has the name of an image is one if the backbone reads images.
        var name = invocation.Get(file)?.ToString() ?? invocation.Get(text);
        var image = name is not null && ImageSource.IsName(name) ? name : null;
        var source = image is null ? ReadText(invocation) : "";
        using var session = PluginSession.Open(invocation, task: invocation.Get(task));
        if (session.Backbone is IImageModel)
            return RunImage(invocation, session, image);

        if (image is not null && invocation.Get(file) is not null)
            throw new InputException($"{image} is an image, but backbone '{session.Backbone.Id}' reads texts.");

        return RunText(invocation, session, image is null ? source : ReadText(invocation));
    }

    private string ReadText(Invocation invocation)
    {
        var source = TextSource.Read(invocation.Get(text), invocation.Get(file), invocation.Get(mail), invocation.Terminal);
        TextSource.RequireText(invocation.Get(second) ?? source);
        return source;
    }

    private int RunImage(Invocation invocation, PluginSession session, string? image)
    {
        if (image is null || invocation.Get(second) is not null || invocation.Get(explain) || invocation.Get(mail))
        {
            throw new InputException(
                $"Backbone '{session.Backbone.Id}' reads images: name one {string.Join(", ", ImageFolder.Extensions)} file, without "
                + "--second, --mail and --explain.");
        }

        if (invocation.Get(file) is not null && invocation.Get(text) is not null)
            throw new InputException("Give an image or --file, not both.");

        var tasks = FindTasks(invocation, session, isPaired: false);
        var watch = Stopwatch.StartNew();
        var predictions = session.Predict(tasks, [ImageSource.Read(session.Backbone, image)], invocation.CancellationToken)[0];
        Show(invocation, session, predictions, tokens: null, watch.Elapsed, explanations: null);
        return session.ReportRefused(invocation);
    }

    private static PredictionReport Show(
        Invocation invocation,
        PluginSession session,
        IReadOnlyDictionary<string, TaskPrediction> predictions,
        int? tokens,
        TimeSpan duration,
        IReadOnlyList<FusionExplanation>? explanations)
    {
        var report = new PredictionReport(
            tokens,
            duration.TotalMilliseconds,
            [.. predictions.Select(entry => new PredictionRow(entry.Key, entry.Value))],
            [.. session.Refused.Select(plugin => PluginReporter.Describe(plugin, []))],
            explanations);
        invocation.Show(report, ReportJson.Default.PredictionReport, PredictionView.Render);
        return report;
    }

    private int RunText(Invocation invocation, PluginSession session, string source)
    {
        var tasks = FindTasks(invocation, session, invocation.Get(second) is not null);
        var watch = Stopwatch.StartNew();
        var input = new TaskInput(source, invocation.Get(second));
        var predictions = session.Predict(tasks, [input], invocation.CancellationToken)[0];
        int? tokens = source.Length <= MaxCounted ? session.Backbone.Tokenizer.Tokenize(source).Length : null;
        var report = Show(
            invocation, session, predictions, tokens, watch.Elapsed, invocation.Get(explain) ? Explain(tasks, source) : null);
        var truncated = tasks.Where(ready => predictions.GetValueOrDefault(ready.Id)?.IsTruncated == true);
        foreach (var group in truncated.GroupBy(ready => ready.Config.MaxTokens))
        {
            var count = Count(report) ?? $"more than {group.Key}";
            var ids = string.Join(", ", group.Select(ready => ready.Id));
            invocation.Terminal.Notes.WriteLine(report.Tokens <= group.Key
                ? $"The second text is longer than the first {group.Key} tokens, which {ids} read."
                : $"The text has {count} tokens; {ids} read the first {group.Key}.");
        }

        if (invocation.Verbose)
        {
            invocation.Terminal.Notes.WriteLine(
                FormattableString.Invariant($"{Count(report) ?? "many"} tokens, {report.Milliseconds:N0} ms"));
        }

        return session.ReportRefused(invocation);
    }

    private static string? Count(PredictionReport report) => report.Tokens?.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<FusionExplanation> Explain(IReadOnlyList<TaskAdapter> tasks, string text) =>
        [.. tasks.Select(task => TokenAttribution.Explain(task, text)).OfType<FusionExplanation>()];
}
