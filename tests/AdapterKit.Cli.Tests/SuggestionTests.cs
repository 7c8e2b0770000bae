using AdapterKit.Cli.Console;
using AdapterKit.Cli.Views;

namespace AdapterKit.Cli.Tests;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("spma", "spam")]
    [InlineData("Spam", "spam")]
    [InlineData("list-topik", "list-topic")]
    [InlineData("weather", null)]
    [InlineData("ham", null)]
    public void The_nearest_name_is_suggested_unless_it_is_far(string given, string? expected) =>
        Assert.Equal(expected is null ? "" : $" Did you mean '{expected}'?", Suggestion.For(given, ["spam", "list-topic", "reply"]));

    [Theory]
    [InlineData("predct hi", "'predict'")]
    [InlineData("predict --jsn hi", "'--json'")]
    [InlineData("train spam --lerning-rate 1 --epocs 2", "'--epochs'")]
    [InlineData("train spam --mode hed", "'head'")]
    public void A_misspelled_command_option_or_mode_is_answered_with_the_right_one(string commandLine, string suggested)
    {
        var run = CommandRun.Of(commandLine.Split(' '), CommandRun.NoBackbone);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"Did you mean {suggested}?", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("'hi'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("exactly te", "exactly te")]
    [InlineData("more than ten", "more than…")]
    public void A_text_beside_a_progress_bar_fits_its_width(string text, string shown) =>
        Assert.Equal(shown, ProgressView.Shorten(text, 10));
}
