using System.Text;
using AdapterKit.Cli.Console;
using AdapterKit.Corpora;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

public sealed class PredictTests
{
    [Fact]
    public void Every_task_gives_a_label_and_probabilities_that_sum_to_one()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "ListTopic");

        var run = CommandRun.Of(["predict", "some text", "--json", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal("some text".Length, run.Json.NumberAt("tokens"));
        Assert.Empty(run.Json.ItemsAt("refused"));
        var predictions = run.Json.ItemsAt("predictions");
        Assert.Equal(["list-topic", "spam"], predictions.Select(prediction => prediction.TextAt("task")).Order());
        Assert.All(predictions, prediction =>
        {
            var all = prediction.At("probabilities").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetDouble());
            Assert.Equal(1, all.Values.Sum(), 1e-5);
            Assert.Equal(all.MaxBy(label => label.Value).Key, prediction.TextAt("label"));
            Assert.Equal(all.Values.Max(), prediction.NumberAt("probability"));
        });
    }

    [Fact]
    public void People_get_a_table_of_task_label_and_probability()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "Reply");

        var run = CommandRun.Of(["predict", "some text", "--plugins", plugins.Root], TinyBackbone.Open);

        var rows = run.Output.Split('\n')
            .Where(line => line.StartsWith('│'))
            .Select(line => line.Trim('│', '\r').Split('│', StringSplitOptions.TrimEntries))
            .ToList();
        Assert.Equal(["task", "label", "probability"], rows[0]);
        Assert.Equal(["reply", "spam"], rows[1..].Select(row => row[0]).Order());
        Assert.All(rows[1..], row => Assert.Matches(@"^\d+\.\d %$", row[2]));
    }

    [Fact]
    public void Argument_file_and_standard_input_are_the_same_text()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");
        var file = plugins.PathOf("..", "text.txt");
        File.WriteAllText(file, "Grüße, world");

        string[] options = ["--json", "--plugins", plugins.Root];
        var argument = CommandRun.Of(["predict", "Grüße, world", .. options], TinyBackbone.Open);
        var named = CommandRun.Of(["predict", "--file", file, .. options], TinyBackbone.Open);
        var piped = CommandRun.Of(["predict", .. options], TinyBackbone.Open, Encoding.UTF8.GetBytes("Grüße, world"));

        Assert.Equal(Predictions(argument), Predictions(named));
        Assert.Equal(Predictions(argument), Predictions(piped));
    }

    [Fact]
    public void A_mail_is_cleaned_as_in_training()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");
        var mail = Encoding.Latin1.GetBytes(
            "Subject: Re: [list] Caf\u00e9\nContent-Type: text/plain; charset=iso-8859-1\nReceived: from nowhere\n\n"
            + "> quoted\nWrite to me@here.example\n-- \nsignature\n");
        var file = plugins.PathOf("..", "one.eml");
        File.WriteAllBytes(file, mail);
        var words = MailCleaner.Clean(file);

        string[] options = ["--json", "--plugins", plugins.Root];
        var text = CommandRun.Of(["predict", words, .. options], TinyBackbone.Open);
        var named = CommandRun.Of(["predict", "--file", file, .. options], TinyBackbone.Open);
        var piped = CommandRun.Of(["predict", "--mail", .. options], TinyBackbone.Open, mail);

        Assert.DoesNotContain("Received", words, StringComparison.Ordinal);
        Assert.Equal(Predictions(text), Predictions(named));
        Assert.Equal(Predictions(text), Predictions(piped));
    }

    [Fact]
    public void A_text_longer_than_the_task_reads_is_labeled_and_said_to_be_truncated()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var run = CommandRun.Of(["predict", new string('a', 70), "--json", "--plugins", plugins.Root], TinyBackbone.Open);
        var whole = CommandRun.Of(["predict", "short", "--json", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Contains("The text has 70 tokens; spam read the first 64.", run.Error, StringComparison.Ordinal);
        Assert.True(run.Json.ItemsAt("predictions").Single().At("isTruncated").GetBoolean());
        Assert.Equal(70, run.Json.NumberAt("tokens"));
        Assert.False(whole.Json.ItemsAt("predictions").Single().At("isTruncated").GetBoolean());
        Assert.Empty(whole.Error);
    }

    [Fact]
    public void The_tokens_of_a_very_long_text_are_not_counted()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var run = CommandRun.Of(
            ["predict", "--json", "--plugins", plugins.Root], TinyBackbone.Open, [.. Enumerable.Repeat((byte)'a', 2_000_001)]);

        Assert.Contains("The text has more than 64 tokens; spam read the first 64.", run.Error, StringComparison.Ordinal);
        Assert.False(run.Json.TryGetProperty("tokens", out _));
    }

    [Fact]
    public void One_task_can_run_alone()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "Reply");

        var run = CommandRun.Of(["predict", "hi", "--task", "reply", "--json", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal("reply", Assert.Single(run.Json.ItemsAt("predictions")).TextAt("task"));
    }

    [Fact]
    public void For_an_unknown_task_the_ready_ones_are_listed()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "Reply");

        var run = CommandRun.Of(["predict", "hi", "--task", "ham", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("'ham'", run.Error, StringComparison.Ordinal);
        Assert.Contains("spam", run.Error, StringComparison.Ordinal);
        Assert.Contains("reply", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void For_a_misspelled_task_the_nearest_one_is_suggested()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "Reply");

        var run = CommandRun.Of(["predict", "hi", "--task", "spma", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Contains("Did you mean 'spam'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_looks_like_an_option_goes_after_two_dashes()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var run = CommandRun.Of(["predict", "--json", "--plugins", plugins.Root, "--", "--text"], TinyBackbone.Open);

        Assert.Equal((ExitCode.Success, "--text".Length), (run.ExitCode, run.Json.GetProperty("tokens").GetInt32()));
    }

    [Fact]
    public void A_text_may_begin_with_an_at_sign()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var run = CommandRun.Of(["predict", "@maria, lunch?", "--json", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal((ExitCode.Success, "@maria, lunch?".Length), (run.ExitCode, run.Json.GetProperty("tokens").GetInt32()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\0\u0001")]
    public void An_empty_text_is_refused(string text)
    {
        CommandRun[] runs =
        [
            CommandRun.Of(["predict", text], CommandRun.NoBackbone),
            CommandRun.Of(["predict"], CommandRun.NoBackbone, Encoding.UTF8.GetBytes(text)),
        ];

        Assert.All(runs, run => Assert.Equal(ExitCode.BadInput, run.ExitCode));
        Assert.All(runs, run => Assert.Contains("empty", run.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData]
    [InlineData("--lines")]
    public void Bytes_that_are_not_utf8_are_refused(params string[] options)
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var run = CommandRun.Of(["predict", "--plugins", plugins.Root, .. options], TinyBackbone.Open, [(byte)'h', 0xFF, (byte)'i']);

        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("not valid UTF-8", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_text_the_command_does_not_wait_for_one() =>
        Assert.Equal(ExitCode.BadInput, CommandRun.Of(["predict"], CommandRun.NoBackbone).ExitCode);

    [Theory]
    [InlineData("--file", "/no/such/file.txt")]
    [InlineData("a text", "--mail")]
    public void An_invalid_input_is_refused_before_anything_is_loaded(params string[] input)
    {
        var run = CommandRun.Of(["predict", .. input], CommandRun.NoBackbone);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(input[^1], run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_plugins_is_named()
    {
        using var empty = new TemporaryFolder();

        var run = CommandRun.Of(["predict", "hi", "--plugins", empty.Root], TinyBackbone.Open);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(empty.Root, run.Error, StringComparison.Ordinal);
    }

    private static string Predictions(CommandRun run) => run.Json.GetProperty("predictions").GetRawText();
}
