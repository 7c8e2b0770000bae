using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Arguments;

/// <summary>Which adapters are trained: those that the task declares, a fusion of other tasks' adapters, or a single one in its place.</summary>
internal sealed class FusionArguments
{
    private readonly Option<string[]> fuse = new("--fuse")
    {
        Description = "Mix these tasks' adapters instead of training some, as stage two of AdapterFusion; separated by commas. Where the task names itself, its own adapter is trained first",
        HelpName = "ids",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    private readonly Option<bool> single = new("--single") { Description = "Train an adapter of its own for a task that is declared to mix others" };
    private readonly FusionOptionsArguments mixing = new();

    public IEnumerable<Option> All => [fuse, single, .. mixing.All];

    /// <summary>The adapters to train, with the tasks that they mix.</summary>
    /// <param name="invocation">The command.</param>
    /// <param name="declaration">The task.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="host">The plugins whose tasks are mixed; <see langword="null"/> where none are.</param>
    /// <exception cref="InputException">A task that is to be mixed is not there, or the choice makes no sense.</exception>
    public AdapterConfig Choose(Invocation invocation, TaskDeclaration declaration, Backbone backbone, out PluginHost? host)
    {
        var fusion = Fusion(invocation, declaration);
        host = fusion is null ? null : PluginHost.Load(invocation.PluginFolder, backbone);
        if (fusion is null)
        {
            mixing.RejectAny(invocation, declaration);
            return invocation.Get(single) ? new AdapterConfig(BottleneckAdapter.Variant) : declaration.Config;
        }

        // The task's own adapter is none that a plugin ships: it is trained on the same texts first.
        var ready = host!.Tasks.Where(task => task.Id != declaration.Id).ToList();
        if (fusion.Setup.Names.FirstOrDefault(name => name != declaration.Id && ready.All(task => task.Id != name)) is { } missing)
            throw new InputException($"'{declaration.Id}' is to mix '{missing}', which is not ready. Ready are: {string.Join(", ", ready.Select(task => task.Id))}.");

        var basis = declaration.Config.Fusion is null ? AdapterConfig.Fused(fusion) : declaration.Config with { Fusion = fusion };
        return basis with { Sources = [.. ready.Where(task => fusion.Setup.Names.Contains(task.Id))] };
    }

    private FusionConfig? Fusion(Invocation invocation, TaskDeclaration declaration)
    {
        var members = invocation.Get(fuse) ?? [];
        var declared = declaration.Config.Fusion;
        if (members.Length == 0 && (declared is null || invocation.Get(single)))
            return null;

        try
        {
            var setup = members.Length == 0 ? declared!.Setup : Setup.Fuse([.. members.Select(Setup.Of)]);
            return new FusionConfig(setup) { Options = mixing.Apply(invocation, declared?.Options ?? new()) };
        }
        catch (ArgumentException error)
        {
            throw new InputException($"--fuse: {error.Message}", error);
        }
    }
}
