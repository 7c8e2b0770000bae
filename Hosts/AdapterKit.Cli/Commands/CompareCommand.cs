using System.CommandLine;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Hosting;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>Trains tasks in several modes with several seeds, and puts their test scores side by side.</summary>
internal sealed class CompareCommand : ToolCommand
{
    private static readonly TrainingMode[] EveryMode = [TrainingMode.Adapter, TrainingMode.Head, TrainingMode.Full];

    private readonly Option<string[]> tasks = new("--tasks") { Description = "The tasks [default: every declared one]", AllowMultipleArgumentsPerToken = true };
    private readonly Option<TrainingMode[]> modes = new("--modes") { Description = "adapter, head, full [default: all three]", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int[]> seeds = new("--seeds") { Description = "The seeds [default: 1 2 3]", AllowMultipleArgumentsPerToken = true };
    private readonly DataArguments data = new();
    private readonly TrainingArguments recipe = new();

    public CompareCommand(Tool tool)
        : base("compare", "Train in several modes and seeds, and put the test scores side by side.", tool)
    {
        Add(tasks);
        Add(modes);
        Add(seeds);
        foreach (var option in data.All.Concat(recipe.All))
            Add(option);
    }

    protected override int Run(Invocation invocation)
    {
        using var host = PluginHost.LoadDeclarations(invocation.PluginFolder);
        using var backbone = invocation.OpenBackbone();
        var declarations = Given(invocation.Get(tasks)) is { } ids ? [.. ids.Select(id => Declarations.Find(host, id))] : host.Declarations;
        var rows = new List<ComparisonRow>();
        foreach (var declaration in declarations)
        {
            foreach (var mode in Given(invocation.Get(modes)) ?? EveryMode)
                rows.Add(Compare(invocation, backbone, declaration, mode));
        }

        rows.AddRange(Means(rows));
        invocation.Show(rows, ReportJson.Default.IReadOnlyListComparisonRow, ComparisonView.Of);
        return ExitCode.Done;
    }

    private ComparisonRow Compare(Invocation invocation, Backbone backbone, TaskDeclaration declaration, TrainingMode mode)
    {
        var texts = data.Read(invocation, declaration);
        var runs = new List<(Scores Test, ParameterCount Parameters)>();
        foreach (var seed in Given(invocation.Get(seeds)) ?? [1, 2, 3])
        {
            var options = recipe.Options(invocation, mode, seed);
            using var result = TrainingView.Follow(invocation, $"{declaration.Id}, {mode}, seed {seed}", progress =>
                new Trainer(backbone, options).Train(declaration, texts, progress: progress, cancellation: invocation.Stop));
            runs.Add((result.Test ?? result.Validation, result.Parameters));
        }

        var (accuracy, accuracySpread) = Statistics.MeanAndSpread(runs.Select(run => run.Test.Accuracy));
        var (f1, f1Spread) = Statistics.MeanAndSpread(runs.Select(run => run.Test.MacroF1));
        return new ComparisonRow(
            declaration.Id, mode.ToString(), runs.Count, accuracy, accuracySpread, f1, f1Spread, runs[0].Parameters.Trained, runs[0].Parameters.Share);
    }

    private static IEnumerable<ComparisonRow> Means(IReadOnlyList<ComparisonRow> rows) =>
        from row in rows
        group row by row.Mode into same
        select new ComparisonRow(
            "mean",
            same.Key,
            same.Min(row => row.Runs),
            same.Average(row => row.Accuracy),
            same.Average(row => row.AccuracySpread),
            same.Average(row => row.MacroF1),
            same.Average(row => row.MacroF1Spread),
            (long)same.Average(row => row.TrainedParameters),
            same.Average(row => row.Share));

    private static T[]? Given<T>(T[]? values) => values is { Length: > 0 } ? values : null;
}
