using System.Text;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

/// <summary>Any text can be labeled.</summary>
public sealed class TextArgumentTests : IClassFixture<TextArgumentTests.Plugins>
{
    private readonly PluginFolder plugins;

    public TextArgumentTests(Plugins plugins) => this.plugins = plugins.Folder;

    [Theory]
    [InlineData("@maria, lunch?")]
    [InlineData("@")]
    [InlineData("-h is an option")]
    [InlineData("-5 degrees")]
    [InlineData("-qh")]
    [InlineData("- item")]
    [InlineData("/? or not")]
    [InlineData("[suggest] pre")]
    [InlineData("[diagram]")]
    [InlineData("predict")]
    [InlineData("help")]
    [InlineData("a, b --fuse c,d e")]
    [InlineData("\"quoted\" 'twice' \\")]
    [InlineData("line one\nline two")]
    [InlineData("Gr\u00FC\u00DFe \u4E16\u754C \uD83D\uDE00")]
    public void A_text_is_labeled_as_it_is(string text) => AssertLabeled(text, "predict", "--json", "--plugins", plugins.Root, text);

    [Theory]
    [InlineData("-h")]
    [InlineData("-h: help")]
    [InlineData("-q")]
    [InlineData("/?")]
    [InlineData("--")]
    [InlineData("--json")]
    [InlineData("--lines or not")]
    [InlineData("--fuse a,b")]
    [InlineData("-h hello")]
    [InlineData("@file")]
    public void After_two_dashes_a_text_may_be_an_option(string text) =>
        AssertLabeled(text, "predict", "--json", "--plugins", plugins.Root, "--", text);

    [Theory]
    [InlineData("--unknown text")]
    [InlineData("--jsn")]
    public void A_text_that_looks_like_an_option_is_refused_with_the_way_to_label_it(string text)
    {
        var run = CommandRun.Of(["predict", text], CommandRun.NoBackbone);

        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("put it after a lone --", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1 << 10)]
    [InlineData(1 << 20)]
    public void A_long_text_is_labeled_from_argument_pipe_and_line(int length)
    {
        var text = string.Concat(Enumerable.Repeat("lorem ipsum ", length / 12));
        string[] options = ["--json", "--plugins", plugins.Root];
        var bytes = Encoding.UTF8.GetBytes(text);

        var argument = CommandRun.Of(["predict", text, .. options], TinyBackbone.Open);
        var piped = CommandRun.Of(["predict", .. options], TinyBackbone.Open, bytes);
        var line = CommandRun.Of(["predict", "--lines", .. options], TinyBackbone.Open, bytes);

        Assert.All([argument, piped, line], run => Assert.Equal(ExitCode.Success, run.ExitCode));
        Assert.Equal(text.Length, argument.Json.NumberAt("tokens"));
        var expected = argument.Json.At("predictions").GetRawText();
        Assert.Equal(expected, piped.Json.At("predictions").GetRawText());
        Assert.Equal(expected, line.Json.At("predictions").GetRawText());
    }

    private static void AssertLabeled(string text, params string[] arguments)
    {
        var run = CommandRun.Of(arguments, TinyBackbone.Open);

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Equal(text.Length, run.Json.NumberAt("tokens"));
    }

    public sealed class Plugins : IDisposable
    {
        internal PluginFolder Folder { get; } = PluginFolder.OnTinyBackbone("Spam");

        public void Dispose() => Folder.Dispose();
    }
}
