using AdapterKit.Cli.Console;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Invocations;

internal static class DeclaredTasks
{
    /// <summary>Returns a task that a plugin declares.</summary>
    /// <exception cref="InputException">No plugin declares the task.</exception>
    public static TaskDeclaration FindDeclaration(this PluginHost host, string id)
    {
        var declared = host.Declarations.Select(declaration => declaration.Id).ToList();
        return host.Declarations.FirstOrDefault(declaration => declaration.Id == id) ?? throw new InputException(
            $"No plugin declares the task '{id}'.{Suggestion.For(id, declared)} Declared tasks: {string.Join(", ", declared)}.");
    }
}
