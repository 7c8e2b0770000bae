using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using AdapterKit.Cli.Console;
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

    private static IEnumerable<CompletionItem> Find(CompletionContext context) => PluginHost.Discover(FindDirectories(context))
        .Where(plugin => !plugin.IsRefused)
        .SelectMany(plugin => plugin.Tasks)
        .Select(task => task.Id)
        .Distinct()
        .Order(StringComparer.Ordinal)
        .Select(id => new CompletionItem(id));

    // The option belongs to the program, and may stand behind any command.
    private static IEnumerable<string> FindNamed(SymbolResult? result) => result is CommandResult command
        ? command.Children
            .OfType<OptionResult>()
            .Where(option => option.Option.Name == CommonOptions.PluginsName)
            .SelectMany(option => option.Tokens.Select(token => token.Value))
            .Concat(FindNamed(command.Parent))
        : [];

    private static IReadOnlyList<string> FindDirectories(CompletionContext context)
    {
        try
        {
            return PluginDirectories.Resolve([.. FindNamed(context.ParseResult.CommandResult)]);
        }
        catch (InputException)
        {
            // The command itself says what is wrong with the directory.
            return [];
        }
    }
}
