using System.CommandLine;
using System.Globalization;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Runs;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Arguments;

/// <summary>The option that replaces the adapters of a task by those that other tasks declare.</summary>
internal sealed class MethodArguments
{
    private readonly Option<string[]> methods = ListOption.CreateIds(
        "--methods",
        "Train the adapters that these tasks declare in place of the tasks' own; behind an equals sign may stand their peak learning rate: "
        + "lora=2e-3 [default: the adapters of each task itself]").CompleteTasks();

    public Option Option => methods;

    /// <summary>Refuses options that say otherwise what is trained.</summary>
    public void Exclude(Command command, params IEnumerable<Option> others) => command.Validators.Add(result =>
    {
        if (result.GetResult(methods) is not null && others.FirstOrDefault(other => result.GetResult(other) is not null) is { } other)
            result.AddError($"{methods.Name} already says what is trained. Leave {other.Name} out.");
    });

    /// <summary>Returns the methods; a single one without a name, the task's own adapters, if the command line names none.</summary>
    /// <exception cref="InputException">No plugin declares a task, it has no adapters, or a rate is not a positive number.</exception>
    public IReadOnlyList<Method> Read(Invocation invocation, PluginHost host) => invocation.Get(methods) is { Length: > 0 } given
        ? [.. given.Select(entry => Read(entry, host))]
        : [new Method("", Adapters: null, LearningRate: null)];

    private Method Read(string entry, PluginHost host)
    {
        var (id, rate) = entry.Split('=', 2) is [var name, var number] ? (name, ReadRate(entry, number)) : (entry, default(double?));
        var adapters = host.FindDeclaration(id).Config;
        return adapters.Fusion is null
            ? new Method(id, adapters, rate)
            : throw new InputException($"{methods.Name}: '{id}' fuses other tasks. Fuse them with --fuse.");
    }

    private double ReadRate(string entry, string number) =>
        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && double.IsFinite(rate) && rate > 0
            ? rate
            : throw new InputException($"{methods.Name} {entry}: the learning rate must be a positive number, such as 2e-3.");
}
