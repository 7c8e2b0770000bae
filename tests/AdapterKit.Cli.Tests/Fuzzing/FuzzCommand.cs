using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests.Fuzzing;

/// <summary>Generates command lines of one command from the options that it declares.</summary>
/// <param name="command">The command.</param>
internal sealed class FuzzCommand(Command command)
{
    private static readonly string[] Noise =
    [
        "--", "@missing", "@", "", " ", "-", "---", "--=", "-x", "-h", "--version", "[suggest:5]", "\u0001", "\u001b[2J", "\ud800",
        "--\ud800", "[/]",
    ];

    /// <summary>Every command, and the program itself.</summary>
    public static IReadOnlyList<FuzzCommand> All { get; } = FindAll();

    public string Name => string.Join(' ', Path);

    private IReadOnlyList<string> Path =>
        [.. command.Parents.OfType<Command>().Reverse().Skip(1).Append(command).Select(each => each.Name)];

    private IEnumerable<Option> Options =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)));

    public IReadOnlyList<string> CreateArguments(Dice dice, FuzzPaths files)
    {
        var values = new FuzzValues(dice, files, command);
        var arguments = new List<string>();
        foreach (var argument in command.Arguments.Where(argument => dice.Chance(argument.Arity.MinimumNumberOfValues > 0 ? 0.97 : 0.5)))
            arguments.AddRange(values.Create(argument.Name, argument.Arity.MaximumNumberOfValues));

        foreach (var option in Options.Where(option => dice.Chance(option.Required ? 0.95 : values.GetShare(option.Name))))
            arguments.AddRange(CreateOption(dice, values, option));

        for (var noise = dice.Pick(0, 0, 0, 0, 0, 0, 0, 1, 2); noise > 0; noise--)
            arguments.Insert(dice.Below(arguments.Count + 1), dice.Chance(0.8) ? dice.Pick(Noise) : dice.Text(10));

        // The operating system ends an argument at its first NUL.
        return [.. (command.Parents.Any() ? Path : []), .. arguments.Select(argument => argument.Split('\0')[0])];
    }

    private static List<string> CreateOption(Dice dice, FuzzValues values, Option option)
    {
        var name = dice.Chance(0.02) ? dice.Misspell(option.Name) : option.Name;
        var isFlag = option.ValueType == typeof(bool);
        IReadOnlyList<string> given = isFlag
            ? (dice.Chance(0.95) ? [] : [dice.Pick("true", "false", "perhaps", "")])
            : values.Create(option.Name, option.AllowMultipleArgumentsPerToken ? 2 : 1);
        List<string> arguments = given.Count == 1 && dice.Chance(0.2) ? [$"{name}{dice.Pick("=", ":")}{given[0]}"] : [name, .. given];
        if (dice.Chance(0.03))
            arguments.AddRange(arguments);

        return dice.Chance(0.02) ? [name] : arguments;
    }

    private static List<FuzzCommand> FindAll()
    {
        var terminal = new Terminal(Stream.Null, false, TextWriter.Null, TextWriter.Null);
        var open = new Stack<Command>([new CommandLine(terminal, CommandRun.NoBackbone).Parse([]).CommandResult.Command]);
        var found = new List<FuzzCommand>();
        while (open.TryPop(out var next))
        {
            found.Add(new FuzzCommand(next));
            foreach (var inner in next.Subcommands)
                open.Push(inner);
        }

        return found;
    }
}
