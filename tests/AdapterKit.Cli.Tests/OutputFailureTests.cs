using System.Text;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

/// <summary>A result that is not written is not a success.</summary>
public sealed class OutputFailureTests : IClassFixture<EveryCommand>
{
    private const string Message = "The result could not be written to standard output: The disk is full.";

    private readonly EveryCommand commands;

    public OutputFailureTests(EveryCommand commands) => this.commands = commands;

    [Theory]
    [MemberData(nameof(EveryCommand.Names), MemberType = typeof(EveryCommand))]
    public void A_command_that_cannot_write_its_result_ends_with_an_exit_code_of_its_own(string name)
    {
        using var full = new OutputWriter(new FullDisk());

        var run = commands.Run(name, full);

        Assert.Equal(ExitCode.OutputFailed, run.ExitCode);
        Assert.EndsWith(Message, run.Error.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("train", "--help")]
    [InlineData("--version")]
    [InlineData("[suggest]", "adapterkit tr")]
    public void So_does_everything_else_that_prints(params string[] arguments)
    {
        using var full = new OutputWriter(new FullDisk());

        var run = CommandRun.Of(arguments, CommandRun.NoBackbone, null, full);

        Assert.Equal((ExitCode.OutputFailed, Message), (run.ExitCode, run.Error.Trim()));
    }

    [Theory]
    [InlineData("$ADAPTERKIT env > /dev/full", "No space left")]
    [InlineData("$ADAPTERKIT --help > /dev/full", "No space left")]
    [InlineData("set -o pipefail; $ADAPTERKIT --help | head -n 1 > /dev/null", "Broken pipe")]
    [InlineData("set -o pipefail; (sleep 1; $ADAPTERKIT env) | true", "Broken pipe")]
    [InlineData("$ADAPTERKIT env >&-", "could not be written to standard output")]
    public void A_full_disk_a_closed_pipe_and_a_closed_stream_are_noticed_by_the_program(string script, string said)
    {
        var run = Shell.Run("bash", script);

        Assert.Equal(ExitCode.OutputFailed, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$ADAPTERKIT frob 2> /dev/full", ExitCode.BadInput)]
    [InlineData("$ADAPTERKIT env 2> /dev/full", ExitCode.Success)]
    [InlineData("$ADAPTERKIT plugins remove nothing 2> /dev/full", ExitCode.BadInput)]
    public void A_message_that_cannot_be_written_changes_nothing(string script, int exitCode) =>
        Assert.Equal(exitCode, Shell.Run("bash", script).ExitCode);

    [Fact]
    public void Output_and_messages_in_one_file_do_not_overwrite_each_other()
    {
        var run = Shell.Run("bash", "f=$(mktemp); (echo before; $ADAPTERKIT --version; $ADAPTERKIT frob) > $f 2>&1; cat $f; rm $f");

        Assert.Equal("before", run.Lines[0]);
        Assert.Contains("Unknown command 'frob'.", run.Output, StringComparison.Ordinal);
        Assert.True(run.Lines.Count >= 4, run.Output);
    }

    private sealed class FullDisk : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("The disk is full.");
    }
}
