using System.Text;
using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>The command as users have it: the real backbone, the shipped plugins, the mail corpus.</summary>
public sealed class ShippedPluginsTests
{
    [SkippableFact]
    public void The_first_command_of_the_readme_prints_a_labelled_probability_for_every_task()
    {
        Needs.Npm();

        var run = CommandRun.Of(["predict", "Congratulations, you have won a prize, click here", "--json"]);

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        var labels = run.Json.GetProperty("predictions").EnumerateArray()
            .ToDictionary(prediction => prediction.GetProperty("task").GetString()!, prediction => prediction.GetProperty("label").GetString());
        Assert.Equal(["bulk", "feed-source", "list-topic", "reply", "spam"], labels.Keys.Order());
        Assert.Equal("spam", labels["spam"]);
    }

    [SkippableFact]
    public void Each_input_line_is_embedded_as_one_object_a_line()
    {
        Needs.Npm();

        var run = CommandRun.Of(["embed"], input: Encoding.UTF8.GetBytes("One line.\n\nAnother one.\n"));

        var vectors = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonElement.Parse(line)).ToList();
        Assert.Equal(3, vectors.Count);
        Assert.Empty(vectors[1].GetProperty("ids").EnumerateArray());
        Assert.All(vectors, vector => Assert.Equal(1, vector.GetProperty("vector").EnumerateArray().Sum(number => Math.Pow(number.GetDouble(), 2)), 1e-4));
    }

    [SkippableFact]
    public void What_a_fused_task_listens_to_is_shown_token_by_token()
    {
        Needs.Npm();

        var run = CommandRun.Of(["predict", "two words", "--task", "feed-source", "--explain", "--json"]);

        var explanation = Assert.Single(run.Json.GetProperty("explanations").EnumerateArray());
        Assert.Equal(["spam", "list-topic", "reply", "bulk"], explanation.GetProperty("members").EnumerateArray().Select(member => member.GetString()));
        var tokens = explanation.GetProperty("tokens").EnumerateArray().ToList();
        Assert.Equal(["_two", "_words"], tokens.Select(token => token.GetProperty("token").GetString()));
        Assert.All(tokens, token => Assert.Equal(1, token.GetProperty("weights").EnumerateArray().Sum(weight => weight.GetDouble()), 1e-4));
    }

    [SkippableFact]
    public void A_fusion_that_names_its_own_task_trains_its_own_adapter_first_and_ships_nothing()
    {
        Needs.Npm();
        using var folder = new TemporaryFolder();
        string[] command = ["train", "bulk", "--fuse", "spam,bulk", "--limit", "8", "--epochs", "2", "--max-tokens", "4", "--checkpoints", folder.PathOf("saved")];

        var run = CommandRun.Of(command);
        var refused = CommandRun.Of([.. command, "--out", folder.PathOf("bundle")]);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("bulk, its own adapter", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Contains("cannot mix 'bulk' itself", refused.Error, StringComparison.Ordinal);
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

        // Two texts of tolerance: other processors add in another order.
        var texts = scores.GetProperty("texts").GetInt32();
        Assert.Equal((int)recorded["texts"]!, texts);
        Assert.Equal((double)recorded["accuracy"]!, scores.GetProperty("accuracy").GetDouble(), 2.5 / texts);
    }
}
