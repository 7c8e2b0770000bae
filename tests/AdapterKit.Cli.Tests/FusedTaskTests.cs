using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>Commands on a task that mixes others.</summary>
public sealed class FusedTaskTests : IDisposable
{
    private readonly PluginFolder plugins = PluginFolder.OnTinyBackbone("Spam", "ListTopic", "Reply", "Bulk", "FeedSource");
    private readonly TemporaryFolder folder = new();

    public FusedTaskTests() => File.WriteAllLines(folder.PathOf("data.jsonl"), Enumerable.Range(0, 40).Select(index =>
        $$"""{"text":"{{(index % 2 == 0 ? "a story of" : "this is about")}} {{index}}","label":"{{(index % 2 == 0 ? "fark" : "guardian")}}"}"""));

    public void Dispose()
    {
        plugins.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Pruning_keeps_the_members_that_are_listened_to_most_and_says_what_it_lost()
    {
        var bundle = folder.PathOf("pruned");

        var report = Run("prune", "feed-source", "--keep", "1", "--out", bundle).Json;

        var members = Strings(report.GetProperty("before").GetProperty("members"));
        var most = report.GetProperty("before").GetProperty("sites").EnumerateArray()
            .Select(site => members[site.GetProperty("weights").EnumerateArray().Select(weight => weight.GetDouble()).Index().MaxBy(entry => entry.Item).Index]);
        Assert.Equal(most, report.GetProperty("kept").EnumerateArray().Select(site => Assert.Single(Strings(site))));
        Assert.Equal(32, report.GetProperty("before").GetProperty("texts").GetInt32());

        var bytes = report.GetProperty("bytes");
        var (before, after) = (Bundle.Open(plugins.PathOf("FeedSource", "feed-source")), Bundle.Open(bundle));
        Assert.Equal((before.Size, after.Size), (bytes.GetProperty("before").GetInt64(), bytes.GetProperty("after").GetInt64()));
        Assert.True(after.Size < before.Size);

        var facts = after.Manifest.Training!;
        Assert.Equal(before.Manifest.Weights.Sha256, (string)facts["pruning"]!["from"]!);
        foreach (var set in new[] { "validation", "test" })
        {
            Assert.Equal(report.GetProperty(set).GetProperty("before").GetProperty("accuracy").GetDouble(), (double)facts["pruning"]![$"{set}Before"]!["accuracy"]!, 1e-4);
            Assert.Equal(report.GetProperty(set).GetProperty("after").GetProperty("accuracy").GetDouble(), (double)facts[set]!["accuracy"]!, 1e-4);
        }
    }

    [Fact]
    public void Keeping_all_members_loses_nothing()
    {
        var report = Run("prune", "feed-source", "--keep", "4", "--out", folder.PathOf("pruned")).Json;

        Assert.Empty(report.GetProperty("unused").EnumerateArray());
        foreach (var set in new[] { "validation", "test" })
            Assert.Equal(report.GetProperty(set).GetProperty("before").GetRawText(), report.GetProperty(set).GetProperty("after").GetRawText());
    }

    [Fact]
    public void A_task_with_adapters_of_its_own_is_not_pruned()
    {
        var run = Run("prune", "spam", "--out", folder.PathOf("pruned"));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("'spam' mixes no others", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("pruned")));
    }

    [Fact]
    public void A_fusion_may_be_tried_with_another_formula_start_and_regulariser_than_it_is_declared_with()
    {
        var bundle = folder.PathOf("bundle");

        var run = Run("train", "feed-source", "--scaled-dot-product", "--value-noise", "--regularization", "0", "--epochs", "1", "--out", bundle);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        var declared = Bundle.Open(plugins.PathOf("FeedSource", "feed-source")).Manifest.Fusion!.Options;
        Assert.Equal(
            declared with { Numerics = FusionNumerics.ScaledDotProduct, ValueStartsAsIdentity = false, Regularization = 0 },
            Bundle.Open(bundle).Manifest.Fusion!.Options);
    }

    [Fact]
    public void How_members_are_mixed_cannot_be_said_where_none_are()
    {
        var run = Run("train", "feed-source", "--single", "--regularization", "0");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--fuse", run.Error, StringComparison.Ordinal);
    }

    private CommandRun Run(params string[] command) => CommandRun.Of(
        [.. command, "--data", folder.PathOf("data.jsonl"), "--json", "--plugins", plugins.Root, .. command[0] == "train" ? ["--checkpoints", folder.PathOf("saved")] : Array.Empty<string>()],
        TinyBackbone.Open);

    private static List<string> Strings(System.Text.Json.JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
