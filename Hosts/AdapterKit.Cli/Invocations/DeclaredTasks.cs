using AdapterKit.Cli.Console;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Invocations;

/// <summary>Finds tasks among what plugins declare.</summary>
internal static class DeclaredTasks
{
    /// <exception cref="InputException">No plugin declares the task.</exception>
    public static TaskDeclaration Find(PluginHost host, string id) =>
        host.Declarations.FirstOrDefault(declared => declared.Id == id)
            ?? throw new InputException($"No plugin declares the task '{id}'. Declared are: {string.Join(", ", host.Declarations.Select(declared => declared.Id))}.");
}
