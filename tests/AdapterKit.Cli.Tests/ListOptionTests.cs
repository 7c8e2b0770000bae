using System.CommandLine;
using System.Globalization;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

/// <summary>Lists are separated by commas or blanks, wherever there is a list.</summary>
public sealed class ListOptionTests
{
    private static readonly CommandLine CommandLine = new(Terminal.OfProcess(), CommandRun.NoBackbone);

    /// <summary>Every option with several values, and values for it.</summary>
    public static TheoryData<string, string, string> Lists => new()
    {
        { "train", "--fuse", "spam reply bulk" },
        { "compare", "--fuse", "spam reply bulk" },
        { "compare", "--tasks", "spam reply bulk" },
        { "compare", "--methods", "spam reply=2e-3 bulk" },
        { "compare", "--modes", "adapter head full" },
        { "compare", "--seeds", "1 -2 3" },
        { "sweep", "--seeds", "1 20 300" },
        { "sweep", "--plot", "a.png b.svg c.png" },
        { "merge", "--weights", "0.5 -2 3" },
    };

    [Fact]
    public void The_cases_are_all_lists_there_are()
    {
        var lists = CommandLine.Parse([]).CommandResult.Command.Subcommands.SelectMany(command => command.Options
            .Where(option => option.AllowMultipleArgumentsPerToken)
            .Select(option => $"{command.Name} {option.Name}"));

        Assert.Equal(lists.Order(), Lists.Select(row => $"{row[0]} {row[1]}").Order());
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Any_mixture_of_commas_and_blanks_is_the_same_list(string command, string option, string values)
    {
        var random = new Random(7);
        var words = values.Split(' ');
        for (var round = 0; round < 200; round++)
        {
            var expected = words.Take(random.Next(1, 4)).ToArray();
            var text = string.Concat(expected.Index().Select(word => (word.Index == 0 ? "" : CreateSeparator(random)) + word.Item));
            string[] given = text.StartsWith('-') ? [$"{option}={text}"] : CreateOption(random, option, text);

            var parsed = CommandLine.Parse([command, .. given, "--json"]);

            Assert.True(parsed.Errors.All(error => !error.Message.Contains(option, StringComparison.Ordinal)), string.Join(' ', given));
            Assert.Equal(expected, Read(parsed, option));
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void An_empty_list_and_a_repeated_value_are_refused(string command, string option, string values)
    {
        var first = values.Split(' ')[0];

        Assert.Contains($"{option} has no value.", Refuse(command, option, ","), StringComparison.Ordinal);

        // Two tasks may have the same weight.
        if (option != "--weights")
            Assert.Contains($"{option} names '{first}' twice.", Refuse(command, option, $"{first},{first}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train --fuse a,b spam --data predict")]
    [InlineData("train --fuse a,b spam --backbone plugins")]
    [InlineData("train --fuse a,b spam --plugins eval")]
    public void A_value_with_the_name_of_a_command_does_not_hide_the_list(string line)
    {
        var parsed = CommandLine.Parse(line.Split(' '));

        Assert.Equal(["a", "b"], parsed.GetValue<string[]>("--fuse")!);
        Assert.Equal(["spam"], parsed.GetValue<string[]>("task")!);
    }

    private static string CreateSeparator(Random random) => random.Next(4) switch
    {
        0 => ",",
        1 => ", ",
        2 => " ,",
        _ => " , ",
    };

    // In one word of the shell, in several, or separated by blanks alone.
    private static string[] CreateOption(Random random, string option, string text) => random.Next(4) switch
    {
        0 => [option, text],
        1 => [$"{option}={text}"],
        2 => [option, .. text.Split(' ')],
        _ => [option, .. text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)],
    };

    private static IEnumerable<string> Read(ParseResult parsed, string option) => option switch
    {
        "--seeds" => parsed.GetValue<int[]>(option)!.Select(seed => $"{seed}"),
        "--weights" => parsed.GetValue<double[]>(option)!.Select(weight => weight.ToString(CultureInfo.InvariantCulture)),
        "--plot" => parsed.GetValue<FileInfo[]>(option)!.Select(file => file.Name),
        "--modes" => parsed.GetValue<Training.TrainingMode[]>(option)!.Select(mode => $"{mode}".ToLowerInvariant()),
        _ => parsed.GetValue<string[]>(option)!,
    };

    private static string Refuse(string command, string option, string value)
    {
        string[] required = command switch
        {
            "compare" => [],
            "train" => ["spam"],
            "merge" => ["spam", "reply", "--out", "merged"],
            _ => ["spam", "--drop", "0"],
        };
        var run = CommandRun.Of([command, .. required, option, value], CommandRun.NoBackbone);
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        return run.Error;
    }
}
