using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using AdapterKit.Cli.Commands;

namespace AdapterKit.Cli;

/// <summary>The <c>adapterkit</c> command.</summary>
internal sealed class CommandLine(Terminal terminal, BackboneSource? backbones = null)
{
    // Long enough for the training step under way and the checkpoint after it.
    private static readonly TimeSpan TimeToSave = TimeSpan.FromSeconds(60);

    /// <summary>Runs one command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken stop = default)
    {
        var parsed = Build().Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                await terminal.Error.WriteLineAsync(error.Message);

            await terminal.Error.WriteLineAsync($"'{NameOf(parsed.CommandResult.Command)} --help' shows the usage.");
            return ExitCode.BadInput;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToSave,
            },
            stop);
    }

    private RootCommand Build()
    {
        var common = new CommonOptions();
        var tool = new Tool(terminal, common, backbones ?? BackboneSources.UseLite);
        var root = new RootCommand("Classifies text with task adapters on one frozen Transformer, and trains them.")
        {
            common.Json,
            common.Plugins,
            common.Backbone,
            common.Verbose,
            new PredictCommand(tool),
            new PluginsCommand(tool),
            new TrainCommand(tool),
            new EvalCommand(tool),
            new CompareCommand(tool),
            new InspectCommand(tool),
            new EmbedCommand(tool),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExitCodes((HelpAction)help.Action!);
        return root;
    }

    private static string NameOf(Command command) =>
        command is RootCommand ? "adapterkit" : $"adapterkit {command.Name}";

    private sealed class HelpWithExitCodes(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Exit codes:");
            foreach (var (code, meaning) in ExitCode.All)
                output.WriteLine($"  {code,-4}{meaning}");

            return ExitCode.Done;
        }
    }
}
