using System.CommandLine.Help;
using System.CommandLine.Parsing;
using AdapterKit.Cli.Commands;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData]
    [InlineData("help")]
    public void Without_a_command_the_help_is_printed(params string[] arguments)
    {
        var run = CommandRun.Of(arguments, CommandRun.NoBackbone);

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains("predict", run.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_command_prints_the_help_of_a_command() => Assert.Equal(
        CommandRun.Of(["train", "--help"], CommandRun.NoBackbone).Output,
        CommandRun.Of(["help", "train"], CommandRun.NoBackbone).Output);

    [Fact]
    public void Every_command_has_two_examples_that_parse()
    {
        var commandLine = new CommandLine(new Terminal(Stream.Null, false, TextWriter.Null, TextWriter.Null), CommandRun.NoBackbone);
        var top = commandLine.Parse([]).CommandResult.Command.Subcommands;
        var commands = top.Concat(top.SelectMany(command => command.Subcommands)).Cast<CliCommand>().ToList();

        Assert.Equal((16, 18), (top.Count, commands.Count));
        Assert.All(commands, command =>
        {
            Assert.Equal(2, command.Examples.Count);
            Assert.All(command.Examples, example =>
            {
                // The shell redirects input, not the command.
                var parsed = commandLine.Parse([.. CommandLineParser.SplitCommandLine(example.Split(" < ")[0])]);
                Assert.Equal(command.Name, parsed.CommandResult.Command.Name);
                Assert.DoesNotContain(parsed.Errors, error => !error.Message.Contains("bin/Release", StringComparison.Ordinal));
            });
            string[] name = [.. command.Parents.Select(parent => parent.Name).Where(parent => parent != "adapterkit"), command.Name];
            var help = CommandRun.Of([.. name, "--help"], CommandRun.NoBackbone).Output;
            Assert.All(command.Examples, example => Assert.Contains($"  adapterkit {example}", help, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Every_option_that_takes_a_value_and_may_be_left_out_shows_its_default_or_needs_none()
    {
        // Without them, something is left out rather than chosen.
        string[] optional =
        [
            "--file", "--second", "--second-column", "--data", "--out", "--fuse", "--regularization", "--drop", "--cache-prefix",
            "--record", "--plot", "--limit", "--adapter", "--stop", "--onnx", "--peft", "--adapterhub",
        ];
        var commands = new CommandLine(Terminal.OfProcess(), CommandRun.NoBackbone).Parse([]).CommandResult.Command.Subcommands;
        var silent = commands
            .SelectMany(command => command.Options.Select(option => (command, option)))
            .Where(entry => entry.option is { Required: false, HasDefaultValue: false } && entry.option.ValueType != typeof(bool))
            .Where(entry => entry.option is not HelpOption && !optional.Contains(entry.option.Name))
            .Where(entry => entry.option.Description?.Contains("[default: ", StringComparison.Ordinal) != true)
            .Select(entry => $"{entry.command.Name} {entry.option.Name}");

        Assert.Empty(silent);
    }

    [Theory]
    [InlineData("--lr", "0.0015 for adapter, 0.003 for head, 0.0002 for full")]
    [InlineData("--epochs", "8 for adapter, 20 for head, 4 for full")]
    [InlineData("--mode", "[default: adapter]")]
    [InlineData("--seed", "[default: 1]")]
    [InlineData("--max-tokens", "[default: the task's own, 64]")]
    public void Help_shows_defaults(string option, string shown)
    {
        var help = CommandRun.Of(["train", "--help"], CommandRun.NoBackbone).Output;
        var words = string.Join(' ', help.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains(option, words, StringComparison.Ordinal);
        Assert.Contains(shown, words, StringComparison.Ordinal);
    }
}
