using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using AdapterKit.Cli.Commands;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

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
        var errors = Errors(parsed).ToList();
        if (errors.Count > 0)
        {
            foreach (var error in errors)
                await terminal.Error.WriteLineAsync(error);

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

    // The parser would take a misspelt option for the text to predict.
    private static IEnumerable<string> Errors(ParseResult parsed) => parsed.Action is ParseErrorAction
        ? parsed.Errors.Select(error => error.Message)
        : from token in parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
          where token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal)
          select $"There is no option '{token.Value}'. A text that begins so goes after a lone --.";

    // No RootCommand: that takes its name from the file, which is AdapterKit.Cli, as adapterkit.dll would be AdapterKit.dll where case does not count.
    private Command Build()
    {
        var common = new CommonOptions();
        var context = new CommandContext(terminal, common, backbones ?? BackboneSources.Catalog);
        return new Command("adapterkit", "Classifies text with task adapters on one frozen Transformer, and trains them.")
        {
            new HelpOption { Action = new HelpWithExitCodes() },
            new VersionOption(),
            common.Json,
            common.Plugins,
            common.Backbone,
            common.Verbose,
            new PredictCommand(context),
            new PluginsCommand(context),
            new TrainCommand(context),
            new EvalCommand(context),
            new CompareCommand(context),
            new InspectCommand(context),
            new PruneCommand(context),
            new EmbedCommand(context),
            new PretrainCommand(context),
            new SweepCommand(context),
        };
    }

    private static string NameOf(Command command) =>
        string.Join(' ', command.Parents.Select(parent => parent.Name).Append(command.Name));

    private sealed class HelpWithExitCodes : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            new HelpAction().Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Exit codes:");
            foreach (var (code, meaning) in ExitCode.All)
                output.WriteLine($"  {code,-4}{meaning}");

            return ExitCode.Done;
        }
    }
}
