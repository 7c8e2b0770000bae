using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AdapterKit.Cli.Tests;

/// <summary>Results fit narrow terminals without broken words, and Markdown is Markdown everywhere.</summary>
public sealed class TableTests
{
    private static readonly PluginReport Plugin = new(
        "feed-source", "SharedAssemblyIncluded", "It brings its own TorchSharp.", "1.0", ["feed-source"], 123_456, 7890);

    private static readonly ComparisonRow Row = new(
        "list-topic", "", "Adapter", 3, [new MeanMetric("accuracy", 0.5, 0.25)], 12_345, 0.125, 25.5, MemoryMegabytes: null);

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(100)]
    public void A_table_that_would_break_words_becomes_a_list(int width)
    {
        var lines = Render(PluginsView.Render([Plugin, Plugin]), width, isTerminal: true);

        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Equal(2, lines.Count(line => line.Contains("SharedAssemblyIncluded", StringComparison.Ordinal)));
        Assert.Equal(width == 100, lines.Any(line => line.Contains('│', StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("parameters", StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_has_no_other_lines_around_it_and_is_never_wrapped()
    {
        var lines = Render(ComparisonView.Render([Row, Row], new Dictionary<string, string>()), 40, isTerminal: false);

        Assert.Equal(
            [
                "| task       | trained | test accuracy | parameters | share  | step, ms |",
                "| ---------- | ------- | ------------- | ---------- | ------ | -------- |",
                "| list-topic | adapter | 0.500 ± 0.250 | 12,345     | 12.5 % | 26       |",
                "| list-topic | adapter | 0.500 ± 0.250 | 12,345     | 12.5 % | 26       |",
            ],
            lines);
    }

    [Fact]
    public void On_a_terminal_that_is_too_narrow_its_rows_are_lists()
    {
        var lines = Render(ComparisonView.Render([Row], new Dictionary<string, string>()), 40, isTerminal: true);

        Assert.All(lines, line => Assert.True(line.Length <= 40, line));
        Assert.Contains(lines, line => line.StartsWith("test accuracy", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains('|', StringComparison.Ordinal));
    }

    private static List<string> Render(IRenderable view, int width, bool isTerminal)
    {
        using var screen = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(screen),
        });
        console.Profile.Width = width;
        console.Write(view);
        return [.. screen.ToString().TrimEnd('\n', '\r').Split('\n').Select(line => line.TrimEnd('\r'))];
    }
}
