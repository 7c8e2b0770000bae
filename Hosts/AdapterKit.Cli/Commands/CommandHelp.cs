using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Commands;

/// <summary>Prints the usage of a command with examples and the exit codes.</summary>
internal sealed class CommandHelp : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        new HelpAction().Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in GetExamples(parseResult.CommandResult.Command))
            output.WriteLine($"  adapterkit {example}");

        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, _, meaning) in ExitCode.All)
            output.WriteLine($"  {code,-4}{meaning}");

        return ExitCode.Success;
    }

    private static IEnumerable<string> GetExamples(Command command) => command is CliCommand leaf
        ? leaf.Examples
        : command.Subcommands.OfType<CliCommand>().Select(subcommand => subcommand.Examples[0]).Take(3);
}
