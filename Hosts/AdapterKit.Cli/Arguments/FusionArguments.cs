using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options that select the adapters to train: the declared ones, a fusion of other tasks, or a single adapter.</summary>
internal sealed class FusionArguments
{
    private readonly Option<string[]> fuse = ListOption.CreateIds(
        "--fuse",
        "Fuse the adapters of these tasks instead of training new ones (stage two of AdapterFusion). "
        + "If the task names itself, its own adapter is trained first").CompleteTasks();

    private readonly Option<bool> single = new("--single") { Description = "Train a single adapter for a task that declares a fusion" };
    private readonly FusionOptionsArguments options = new();

    public IEnumerable<Option> All => [fuse, single, .. options.All];

    /// <summary>Returns the adapters to train, with the tasks that they fuse; owned by the caller.</summary>
    /// <exception cref="InputException">A member is not ready, or the options contradict each other.</exception>
    public ChosenAdapters Choose(Invocation invocation, TaskDeclaration declaration, Backbone backbone)
    {
        if (CreateFusion(invocation, declaration) is not { } fusion)
        {
            options.RejectAny(invocation, declaration);
            return new ChosenAdapters(invocation.Get(single)
                ? new AdapterConfig(BottleneckAdapter.Variant) { MaxTokens = declaration.Config.MaxTokens }
                : declaration.Config);
        }

        var host = PluginHost.Load(invocation.PluginDirectories, backbone);
        try
        {
            return new ChosenAdapters(AddMembers(declaration, fusion, host.Tasks), host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private static AdapterConfig AddMembers(TaskDeclaration declaration, FusionConfig fusion, IReadOnlyList<TaskAdapter> tasks)
    {
        // A fusion may name its own task; that adapter comes from no plugin, but is trained on the same texts first.
        var names = fusion.Setup.Names.Where(name => name != declaration.Id).ToList();
        var ready = tasks.Where(task => task.Id != declaration.Id).ToList();
        var ids = ready.Select(task => task.Id).ToList();
        if (names.Except(ids).FirstOrDefault() is { } missing)
        {
            throw new InputException(
                $"'{declaration.Id}' fuses '{missing}', which is not ready.{Suggestion.For(missing, ids)} "
                + (ids.Count == 0 ? "No task is ready. " : $"Ready tasks: {string.Join(", ", ids)}. ")
                + "If its plugin is in another directory, name that one, too: --plugins may be repeated, and "
                + $"'{PluginDirectories.Default}' stands for the directories without it.");
        }

        var basis = declaration.Config.Fusion is null ? AdapterConfig.Fused(fusion) : declaration.Config with { Fusion = fusion };
        return basis with { Members = [.. ready.Where(task => names.Contains(task.Id))] };
    }

    private FusionConfig? CreateFusion(Invocation invocation, TaskDeclaration declaration)
    {
        var members = invocation.Get(fuse) ?? [];
        var declared = declaration.Config.Fusion;
        if (members.Length == 0 && (declared is null || invocation.Get(single)))
            return null;

        try
        {
            var setup = members.Length == 0 ? declared!.Setup : Setup.Fuse([.. members.Select(Setup.Of)]);
            return new FusionConfig(setup) { Options = options.Override(invocation, declared?.Options ?? new()) };
        }
        catch (ArgumentException error)
        {
            throw new InputException($"--fuse: {error.Message}", error);
        }
    }
}
