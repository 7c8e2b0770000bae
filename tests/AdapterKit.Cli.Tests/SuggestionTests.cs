using AdapterKit.Cli.Console;
using AdapterKit.Cli.Views;
using AdapterKit.Testing;

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
    [InlineData("compare --modes adapter,hed", "'head'")]
    [InlineData("plugins ad x", "'add'")]
    [InlineData("plugins remov x", "'remove'")]
    [InlineData("plugins add x --quite", "'--quiet'")]
    [InlineData("predict --lines --encoding windows-1522", "'windows-1252'")]
    [InlineData("sweep spma --drop", "'spam'")]
    [InlineData("train spma", "'spam'")]
    [InlineData("train spma --multi-task reply", "'spam'")]
    [InlineData("compare --tasks reply,spma", "'spam'")]
    public void A_misspelled_command_option_or_mode_is_answered_with_the_right_one(string commandLine, string suggested)
    {
        var run = CommandRun.Of(commandLine.Split(' '), CommandRun.NoBackbone);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"Did you mean {suggested}?", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("'hi'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Run 'plugins", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eval --task feed-sorce", "'feed-source'")]
    [InlineData("inspect --fusion --task feed-sorce", "'feed-source'")]
    [InlineData("prune feed-sorce --out pruned", "'feed-source'")]
    [InlineData("train spam --data DATA --fuse bulk,rely", "'reply'")]
    [InlineData("train spam --data DATA", "'spam'")]
    [InlineData("eval --task spam --data DATA", "'spam'")]
    public void A_misspelled_task_or_label_is_answered_with_the_right_one(string commandLine, string suggested)
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "ListTopic", "Reply", "Bulk", "FeedSource");
        var data = plugins.PathOf("..", "data.jsonl");
        var label = commandLine.Contains("--fuse", StringComparison.Ordinal) ? "spam" : "spma";
        File.WriteAllLines(data, Enumerable.Range(0, 20).Select(index => $$"""{"text":"{{index}}","label":"{{label}}"}"""));
        string[] arguments = [.. commandLine.Split(' ').Select(word => word == "DATA" ? data : word)];

        var run = CommandRun.Of([.. arguments, "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"Did you mean {suggested}?", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("texts.csv", "txt,label\na,ham\n", "")]
    [InlineData("texts.jsonl", "{\"texts\":\"a\"}\n", "")]
    [InlineData("texts.csv", "text,body\na,b\n", "--text-column bdy")]
    public void A_misspelled_column_is_answered_with_the_one_of_the_file(string name, string content, string options)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf(name), content);
        string[] words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var run = CommandRun.Of(["predict", "--data", folder.PathOf(name), .. words], CommandRun.NoBackbone);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Matches("is missing. Did you mean '(txt|texts|body)'\\?", run.Error);
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("exactly te", "exactly te")]
    [InlineData("more than ten", "more than…")]
    public void A_text_beside_a_progress_bar_fits_its_width(string text, string shown) =>
        Assert.Equal(shown, ProgressBar.Shorten(text, 10));
}
