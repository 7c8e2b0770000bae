using System.CommandLine;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;

namespace AdapterKit.Cli.Commands;

/// <summary>Merges the adapters of several tasks into the bundle of one.</summary>
internal sealed class MergeCommand : CliCommand
{
    private readonly Argument<string[]> tasks = new("task")
    {
        Description = "The ids of at least two ready tasks; the first one gives the head",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ListOption.Split,
    };

    private readonly Option<string?> target = new("--task")
    {
        Description = "The id of the declared task that they become, with the kind and the labels of the first [default: the first]",
        HelpName = "id",
    };

    private readonly Option<DirectoryInfo> output = new("--out")
    {
        Description = "The directory of the merged bundle",
        HelpName = "directory",
        Required = true,
    };

    private readonly MergeArguments method = new();

    public MergeCommand(CommandContext context)
        : base("merge", "Merge the adapters of several tasks into those of one, which costs what one of them costs.", context)
    {
        tasks.CompleteTasks();
        target.CompleteTasks();
        Add(tasks);
        AddAll([target, .. method.All, output]);
    }

    public override IReadOnlyList<string> Examples =>
    [
        "merge tone mood --weights 0.7,0.4 --method cat --out merged",
        "merge tone-1 tone-2 tone-3 --method average --task tone --out merged",
    ];

    protected override int Run(Invocation invocation)
    {
        string[] ids = [.. invocation.Get(tasks)!.Distinct()];
        if (ids.Length < 2)
            throw new InputException($"There is nothing to merge '{ids[0]}' with. Name at least two tasks.");

        var (weights, options) = (method.ReadWeights(invocation, ids.Length), method.Read(invocation));
        using var session = PluginSession.Open(invocation, forBatches: true, ids[0]);
        List<WeightedTask> weighted = [.. ids.Zip(weights, (id, weight) => new WeightedTask(session.FindTasks(id)[0], weight))];
        var declaration = invocation.Get(target) is { } id
            ? invocation.DeclareOn(session.Host.FindDeclaration(id), session.Backbone)
            : null;
        OutputDirectory.RequireWritable(invocation.Get(output));
        using var merged = Merge(weighted, options, declaration);
        var bundle = OutputDirectory.Write(() => Bundle.Save(invocation.Get(output)!.FullName, merged));
        var report = new MergeReport(
            merged.Id, [.. ids.Zip(weights, (id, weight) => new MergedTask(id, weight))], bundle.Directory, bundle.Size);
        invocation.Show(report, ReportJson.Default.MergeReport, MergeView.Render);
        return session.ReportRefused(invocation);
    }

    private static TaskAdapter Merge(IReadOnlyList<WeightedTask> tasks, MergeOptions options, TaskDeclaration? declaration)
    {
        try
        {
            return AdapterMerger.Merge(tasks, options, declaration);
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message);
        }
    }
}
