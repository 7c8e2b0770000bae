using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Runs;

namespace AdapterKit.Cli.Commands;

/// <summary>Deletes a plugin from the user's directory.</summary>
internal sealed class RemovePluginCommand : CliCommand
{
    private readonly Argument<string> id = new("id") { Description = "The id of the plugin" };

    public RemovePluginCommand(CommandContext context)
        : base("remove", "Remove a plugin that 'plugins add' added.", context) => Add(id);

    public override IReadOnlyList<string> Examples => ["plugins remove mine", "plugins remove mine --quiet"];

    protected override int Run(Invocation invocation)
    {
        UserPlugins.Open().Remove(invocation.Get(id)!);
        invocation.Terminal.Notes.WriteLine($"Removed '{invocation.Get(id)}'.");
        return ExitCode.Success;
    }
}
