using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Runs;

namespace AdapterKit.Cli.Commands;

/// <summary>Copies a plugin into the user's directory.</summary>
internal sealed class AddPluginCommand : CliCommand
{
    private readonly Argument<string> source = new("source") { Description = "The directory of a plugin, or a .zip file with it" };

    public AddPluginCommand(CommandContext context)
        : base("add", "Add a plugin for this user, in place of an earlier version.", context) => Add(source);

    public override IReadOnlyList<string> Examples => ["plugins add bin/Release/mine", "plugins add mine.zip"];

    protected override int Run(Invocation invocation)
    {
        var (id, replaced) = UserPlugins.Open().Add(invocation.Get(source)!);
        invocation.Terminal.Notes.WriteLine(replaced is null ? $"Added '{id}'." : $"Added '{id}' in place of version {replaced}.");
        return ExitCode.Success;
    }
}
