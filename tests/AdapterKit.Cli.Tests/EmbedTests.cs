using System.Text;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

public sealed class EmbedTests
{
    [Fact]
    public void Texts_that_are_longer_than_the_backbone_reads_are_counted()
    {
        var run = Embed($"short\n{new string('a', 500)}\n\n{new string('b', 500)}\n");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(4, run.JsonLines.Count);
        Assert.Contains("2 of the texts were truncated: the backbone reads ", run.Error, StringComparison.Ordinal);
        Assert.Equal("", Embed("short\n").Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("", "")]
    [InlineData("", " \t")]
    public void Without_any_text_nothing_is_done(string input, params string[] text)
    {
        var run = Embed(input, text);

        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Matches("The (input has no texts|text is empty)", run.Error);
    }

    private static CommandRun Embed(string input, params string[] text) =>
        CommandRun.Of(["embed", .. text], TinyBackbone.Open, Encoding.UTF8.GetBytes(input));
}
