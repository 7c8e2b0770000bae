using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Commands;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli;

/// <summary>The <c>adapterkit</c> command.</summary>
/// <param name="terminal">The streams of the command.</param>
/// <param name="openBackbone">Opens the backbone; <see langword="null"/> to open a pretrained one, downloaded if necessary.</param>
internal sealed class CommandLine(Terminal terminal, BackboneSource? openBackbone = null)
{
    // Long enough to finish the current training step and to save a checkpoint.
    private static readonly TimeSpan TimeToSave = TimeSpan.FromSeconds(60);

    // A text may begin with @, which would otherwise name a file with arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        if (arguments is [var directive, var line] && FindSuggestPosition(directive, line) is { } position)
        {
            foreach (var completion in Complete(line[..position]))
                await terminal.Output.WriteLineAsync(completion);

            return ExitCode.Success;
        }

        var parsed = Parse(arguments);
        var errors = FindErrors(parsed);
        if (errors.Count > 0)
        {
            foreach (var error in errors)
                await terminal.Error.WriteLineAsync(error);

            await terminal.Error.WriteLineAsync($"Run '{GetFullName(parsed.CommandResult.Command)} --help' for usage.");
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
            cancellationToken);
    }

    // 'adapterkit help train' is the same as 'adapterkit train --help'.
    internal ParseResult Parse(IReadOnlyList<string> arguments)
    {
        var command = CreateCommand();
        IReadOnlyList<string> given = arguments is ["help", ..] ? [.. arguments.Skip(1), "--help"] : arguments;
        return command.Parse(ListEnd.Apply(command, given), Parsing);
    }

    /// <summary>Completes a command line, for the scripts of 'adapterkit completion'.</summary>
    /// <param name="line">The line up to the cursor, with the name of the program.</param>
    internal IEnumerable<string> Complete(string line)
    {
        var words = line.TrimStart().Split(' ', 2);
        var arguments = words.Length == 2 ? words[1].TrimStart() : "";
        return CreateCommand().Parse(arguments, Parsing).GetCompletions(arguments.Length).Select(completion => completion.Label);
    }

    // "[suggest:12]" asks for completions at the twelfth character of the line that follows.
    private static int? FindSuggestPosition(string directive, string line)
    {
        const string Name = "[suggest";
        if (!directive.StartsWith(Name, StringComparison.Ordinal) || !directive.EndsWith(']'))
            return null;

        var argument = directive[Name.Length..^1];
        if (argument.Length == 0)
            return line.Length;

        return argument[0] == ':' && int.TryParse(argument[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? Math.Min(position, line.Length)
            : null;
    }

    private static List<string> FindErrors(ParseResult parsed)
    {
        // The parser would take a misspelled option for the text to predict, and complain about what follows it.
        var command = parsed.CommandResult.Command;
        var unknown = parsed.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => DescribeUnknownOption(command, token.Value))
            .ToList();
        if (unknown.Count > 0 || parsed.Action is not ParseErrorAction)
            return unknown;

        return parsed.UnmatchedTokens is [var name, ..] && command.Subcommands.Count > 0
            ? [$"Unknown command '{name}'.{Suggestion.For(name, command.Subcommands.Select(known => known.Name))}"]
            : [.. parsed.Errors.Select(error => error.Message)];
    }

    private static string DescribeUnknownOption(Command command, string given)
    {
        var inherited = command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive));
        var name = given.Split('=', ':')[0];
        var suggestion = Suggestion.For(name, command.Options.Concat(inherited).Select(option => option.Name));
        return $"Unknown option '{name}'.{suggestion} To pass a text that starts with dashes, put it after a lone --.";
    }

    // Not a RootCommand: that takes its name from the file AdapterKit.Cli.dll. The file itself cannot be adapterkit.dll,
    // which is AdapterKit.dll on file systems that ignore case.
    private Command CreateCommand()
    {
        var options = new CommonOptions();
        var context = new CommandContext(terminal, options, openBackbone ?? OpenPublishedBackbone);
        var command = new Command("adapterkit", "Classifies texts with task adapters on one frozen Transformer, and trains such adapters.")
        {
            new HelpOption { Action = new CommandHelp() },
            new VersionOption(),
            options.Json,
            options.Plugins,
            options.Backbone,
            options.Quiet,
            options.Verbose,
            new PredictCommand(context),
            new PluginsCommand(context),
            new TrainCommand(context),
            new EvalCommand(context),
            new CompareCommand(context),
            new InspectCommand(context),
            new PruneCommand(context),
            new ExportCommand(context),
            new EmbedCommand(context),
            new PretrainCommand(context),
            new SweepCommand(context),
            new EnvCommand(context),
            new CompletionCommand(context),
        };
        // Without arguments, the program prints its help.
        command.SetAction(new CommandHelp().Invoke);
        return command;
    }

    private static Backbone OpenPublishedBackbone(string? backbone, Terminal terminal, CancellationToken cancellationToken) =>
        new Downloads(terminal, cancellationToken).OpenBackbone(backbone);

    private static string GetFullName(Command command) =>
        string.Join(' ', command.Parents.Select(parent => parent.Name).Append(command.Name));
}
