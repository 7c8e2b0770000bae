using System.CommandLine;
using System.CommandLine.Completions;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Invocations;

/// <summary>Completes task ids. They come from the manifests of the plugins; nothing of a plugin runs.</summary>
internal static class TaskCompletions
{
    public static Option<T> CompleteTasks<T>(this Option<T> option)
    {
        option.CompletionSources.Add(Find);
        return option;
    }

    public static Argument<T> CompleteTasks<T>(this Argument<T> argument)
    {
        argument.CompletionSources.Add(Find);
        return argument;
    }

    private static IEnumerable<CompletionItem> Find(CompletionContext context) => PluginHost.Discover(PluginDirectories.Resolve([]))
        .SelectMany(plugin => plugin.Tasks)
        .Select(task => task.Id)
        .Distinct()
        .Order(StringComparer.Ordinal)
        .Select(id => new CompletionItem(id));
}
