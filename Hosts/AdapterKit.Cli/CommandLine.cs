using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Commands;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli;

/// <summary>The <c>adapterkit</c> command.</summary>
/// <param name="terminal">The streams of the command.</param>
/// <param name="openBackbone">Opens the backbone; <see langword="null"/> to open a pretrained one, downloaded if necessary.</param>
internal sealed partial class CommandLine(Terminal terminal, BackboneSource? openBackbone = null)
{
    // Long enough to finish the current training step and to save a checkpoint.
    private static readonly TimeSpan TimeToSave = TimeSpan.FromSeconds(60);

    // A text may begin with @, which would otherwise name a file with arguments, or with -h, which would be -h and its letters.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs one command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        // Until the command line is parsed.
        var errors = new ErrorReporter(terminal, arguments.Contains("--json"), arguments.Contains("--verbose"));
        try
        {
            var options = new CommonOptions();
            var parsed = Parse(arguments, options);
            errors = new ErrorReporter(terminal, options, parsed);
            return arguments is [var directive, var line] && FindSuggestPosition(directive, line) is { } position
                ? Suggest(position > line.Length ? $"{line} " : line[..position])
                : await RunAsync(parsed, errors, cancellationToken);
        }
#pragma warning disable CA1031 // What is wrong outside of a command: an option, or the help that cannot be printed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return errors.Report(error);
        }
    }

    // 'adapterkit help train' is the same as 'adapterkit train --help'.
    internal ParseResult Parse(IReadOnlyList<string> arguments, CommonOptions? options = null)
    {
        var command = CreateCommand(options ?? new());
        IReadOnlyList<string> given = arguments is ["help", ..] ? [.. arguments.Skip(1), "--help"] : arguments;
        return command.Parse(ListEnd.Apply(command, given), Parsing);
    }

    /// <summary>Completes a command line, for the scripts of 'adapterkit completion'.</summary>
    /// <param name="line">The line up to the cursor, with the name of the program.</param>
    internal IEnumerable<string> Complete(string line)
    {
        var words = line.TrimStart().Split(' ', 2);
        var arguments = words.Length == 2 ? words[1].TrimStart() : "";
        return CreateCommand(new()).Parse(arguments, Parsing).GetCompletions(arguments.Length).Select(completion => completion.Label);
    }

    private async Task<int> RunAsync(ParseResult parsed, ErrorReporter errors, CancellationToken cancellationToken)
    {
        var mistakes = FindErrors(parsed);
        if (mistakes.Count > 0)
        {
            mistakes.Add($"Run '{GetFullName(parsed.CommandResult.Command)} --help' for usage.");
            return errors.Report(ExitCode.BadInput, string.Join(Environment.NewLine, mistakes));
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

    private int Suggest(string line)
    {
        foreach (var completion in Complete(line))
            terminal.Output.WriteLine(completion);

        return ExitCode.Success;
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
            ? position
            : null;
    }

    private static List<string> FindErrors(ParseResult parsed)
    {
        // The parser would take a misspelled option for the text to predict, and complain about what follows it.
        var command = parsed.CommandResult.Command;
        var tokens = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToList();
        var unknown = tokens
            .Index()
            .Where(token => token.Item.Type == TokenType.Argument && token.Item.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => DescribeUnknownOption(command, token.Item.Value, tokens.ElementAtOrDefault(token.Index - 1)?.Value))
            .ToList();
        if (unknown.Count > 0 || parsed.Action is not ParseErrorAction)
            return unknown;

        return parsed.UnmatchedTokens is [var name, ..] && command.Subcommands.Count > 0
            ? [$"Unknown command '{name}'.{Suggestion.For(name, command.Subcommands.Select(known => known.Name))}"]
            : [.. parsed.Errors.Select(error => TypeName.Replace(error.Message, ""))];
    }

    // The parser names the type of a value, which says nothing to a person.
    [GeneratedRegex(" as expected type '[^']*'")]
    private static partial Regex TypeName { get; }

    private static string DescribeUnknownOption(Command command, string given, string? before)
    {
        var inherited = FindAncestors(command).SelectMany(parent => parent.Options.Where(option => option.Recursive));
        var name = given.Split('=', ':')[0];
        var known = command.Options.Concat(inherited).Select(option => option.Name).ToList();
        if (known.Contains(name))
            return $"{before} has no value: '{name}' follows it.";

        var suggestion = Suggestion.For(name, known);
        return $"Unknown option '{name}'.{suggestion} To pass a text that starts with dashes, put it after a lone --.";
    }

    // Not a RootCommand: that takes its name from the file AdapterKit.Cli.dll. The file itself cannot be adapterkit.dll,
    // which is AdapterKit.dll on file systems that ignore case.
    private Command CreateCommand(CommonOptions options)
    {
        var context = new CommandContext(terminal, options, openBackbone ?? OpenPublishedBackbone);
        var command = new Command("adapterkit", "Classifies texts with task adapters on one frozen Transformer, and trains such adapters.")
        {
            new HelpOption { Action = new CommandHelp() },
            new VersionOption(),
            options.Json,
            options.Plugins,
            options.Backbone,
            options.Device,
            options.Threads,
            options.Quiet,
            options.Verbose,
            new PredictCommand(context),
            new PluginsCommand(context),
            new TrainCommand(context),
            new EvalCommand(context),
            new CompareCommand(context),
            new InspectCommand(context),
            new PruneCommand(context),
            new MergeCommand(context),
            new ExportCommand(context),
            new ImportCommand(context),
            new EmbedCommand(context),
            new GenerateCommand(context),
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
        string.Join(' ', FindAncestors(command).Reverse().Append(command).Select(part => part.Name));

    private static IEnumerable<Command> FindAncestors(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => FindAncestors(parent).Prepend(parent));
}
