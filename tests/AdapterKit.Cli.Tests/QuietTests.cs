using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

public sealed class QuietTests : IClassFixture<EveryCommand>
{
    private readonly EveryCommand commands;

    public QuietTests(EveryCommand commands) => this.commands = commands;

    [Theory]
    [MemberData(nameof(EveryCommand.Names), MemberType = typeof(EveryCommand))]
    public void A_quiet_command_prints_its_result_and_nothing_else(string name)
    {
        using var loud = new StringWriter();
        using var quiet = new StringWriter();

        var first = commands.Run(name, loud);
        var second = commands.Run(name, quiet, "--quiet");

        Assert.Equal((ExitCode.Success, ""), (second.ExitCode, second.Error));
        Assert.Equal(ExitCode.Success, first.ExitCode);
        // Times and speeds differ from run to run.
        Assert.Equal(loud.ToString().Count(character => character == '\n'), quiet.ToString().Count(character => character == '\n'));
    }

    [Fact]
    public void A_note_without_a_result_is_left_out_and_an_error_is_not()
    {
        using var own = PluginFolder.Own();
        using var variables = new EnvironmentVariables();
        variables["XDG_DATA_HOME"] = own.PathOf("..", "data");

        var added = CommandRun.Of(["plugins", "add", own.PathOf("Mine"), "--quiet"], CommandRun.NoBackbone);
        var removed = CommandRun.Of(["plugins", "remove", "Mine", "-q"], CommandRun.NoBackbone);
        var refused = CommandRun.Of(["plugins", "remove", "Mine", "-q"], CommandRun.NoBackbone);

        Assert.All([added, removed], run => Assert.Equal((ExitCode.Success, "", ""), (run.ExitCode, run.Output, run.Error)));
        Assert.Contains("No plugin 'Mine' was added", refused.Error, StringComparison.Ordinal);
    }
}
