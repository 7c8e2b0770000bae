using System.Text;
using System.Text.Json;
using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>The command as users run it: with the published backbone, the shipped plugins and the mail corpus.</summary>
public sealed class ShippedPluginsTests
{
    [Fact]
    public void The_first_command_of_the_readme_prints_a_labeled_probability_for_every_task()
    {
        var run = CommandRun.Of(["predict", "Congratulations, you have won a prize, click here", "--json"]);

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        var labels = run.Json.ItemsAt("predictions")
            .ToDictionary(prediction => prediction.TextAt("task"), prediction => prediction.TextAt("label"));
        Assert.Equal(["bulk", "feed-source", "list-topic", "reply", "spam"], labels.Keys.Order());
        Assert.Equal("spam", labels["spam"]);
    }

    [Fact]
    public void Each_input_line_is_embedded_as_one_object_a_line()
    {
        var run = CommandRun.Of(["embed"], input: Encoding.UTF8.GetBytes("One line.\n\nAnother one.\n"));

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Equal([101, 102], lines[1].ItemsAt("ids").Select(id => id.GetInt32()));
        Assert.All(lines, line => Assert.Equal(1, line.NumbersAt("vector").Sum(number => number * number), 1e-4));
    }

    [Theory]
    [InlineData(MiniLm.Id)]
    [InlineData(ArcticXs.Id)]
    public void A_published_sentence_encoder_embeds_texts_by_its_name(string backbone)
    {
        var run = CommandRun.Of(["embed", "Good morning.", "--backbone", backbone]);

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Equal([101, 2204, 2851, 1012, 102], run.Json.ItemsAt("ids").Select(id => id.GetInt32()));
        Assert.Equal(384, run.Json.NumbersAt("vector").Count);
        Assert.Equal(1, run.Json.NumbersAt("vector").Sum(number => number * number), 1e-4);
    }

    [Fact]
    public void An_unknown_backbone_is_refused_with_the_nearest_name()
    {
        var run = CommandRun.Of(["embed", "hi", "--backbone", "all-minilm-l6"]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("there is no such directory. Did you mean 'all-minilm-l6-v2'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_attention_weights_of_a_fused_task_are_shown_token_by_token()
    {
        var run = CommandRun.Of(["predict", "two words", "--task", "feed-source", "--explain", "--json"]);

        var explanation = Assert.Single(run.Json.ItemsAt("explanations"));
        Assert.Equal(["spam", "list-topic", "reply", "bulk"], explanation.TextsAt("members"));
        var tokens = explanation.ItemsAt("tokens");
        Assert.Equal(["[CLS]", "two", "words", "[SEP]"], tokens.Select(token => token.TextAt("token")));
        Assert.All(tokens, token => Assert.Equal(1, token.NumbersAt("weights").Sum(), 1e-4));
    }

    [SkippableFact]
    public void A_fusion_that_names_its_own_task_trains_the_target_adapter_first_and_writes_no_bundle()
    {
        Needs.Npm();
        using var folder = new TemporaryFolder();
        string[] recipe = ["--limit", "8", "--epochs", "2", "--max-tokens", "4", "--checkpoints", folder.PathOf("saved")];
        string[] command = ["train", "bulk", "--fuse", "spam,bulk", .. recipe];

        var run = CommandRun.Of(command);
        var refused = CommandRun.Of([.. command, "--out", folder.PathOf("bundle")]);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("bulk, target adapter", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Contains("cannot fuse 'bulk' itself", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("bundle")));
    }

    [SkippableTheory]
    [InlineData("Spam", "spam")]
    [InlineData("ListTopic", "list-topic")]
    [InlineData("Reply", "reply")]
    [InlineData("Bulk", "bulk")]
    [InlineData("FeedSource", "feed-source")]
    public void A_shipped_bundle_scores_what_its_training_record_says(string plugin, string task)
    {
        Needs.Npm();
        var recorded = Bundle.Open(Repository.PathOf("Plugins", plugin, task)).Manifest.Training!["test"]!;

        var scores = Assert.Single(CommandRun.Of(["eval", "--task", task, "--json"]).Json.EnumerateArray());

        // A tolerance of two texts, because other processors add in another order.
        var texts = scores.GetProperty("texts").GetInt32();
        Assert.Equal((int)recorded["texts"]!, texts);
        Assert.Equal((double)recorded["accuracy"]!, scores.GetProperty("accuracy").GetDouble(), 2.5 / texts);
    }
}
