using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>Commands on a task that fuses others.</summary>
public sealed class FusedTaskTests : IDisposable
{
    private readonly PluginFolder plugins = PluginFolder.OnTinyBackbone("Spam", "ListTopic", "Reply", "Bulk", "FeedSource");
    private readonly TemporaryFolder folder = new();

    public FusedTaskTests() => File.WriteAllLines(folder.PathOf("data.jsonl"), Enumerable.Range(0, 40).Select(index => index % 2 == 0
        ? $$"""{"text":"a story of {{index}}","label":"fark"}"""
        : $$"""{"text":"this is about {{index}}","label":"guardian"}"""));

    public void Dispose()
    {
        plugins.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Pruning_keeps_the_members_with_the_highest_attention_weights_and_reports_the_cost()
    {
        var bundle = folder.PathOf("pruned");

        var report = Run("prune", "feed-source", "--keep", "1", "--out", bundle).Json;

        var members = report.TextsAt("before", "members");
        var highest = report.ItemsAt("before", "sites")
            .Select(site => members[site.NumbersAt("weights").Index().MaxBy(weight => weight.Item).Index]);
        Assert.Equal(highest, report.ItemsAt("kept").Select(site => Assert.Single(site.TextsAt())));
        Assert.Equal(32, report.NumberAt("before", "texts"));

        var (before, after) = (Bundle.Open(plugins.PathOf("FeedSource", "feed-source")), Bundle.Open(bundle));
        Assert.Equal(before.Size, report.NumberAt("bytes", "before"));
        Assert.Equal(after.Size, report.NumberAt("bytes", "after"));
        Assert.True(after.Size < before.Size);

        var facts = after.Manifest.Training!;
        Assert.Equal(before.Manifest.Weights.Hash, (string)facts["pruning"]!["from"]!);
        foreach (var set in new[] { "validation", "test" })
        {
            Assert.Equal(report.NumberAt(set, "before", "accuracy"), (double)facts["pruning"]![$"{set}Before"]!["accuracy"]!, 1e-4);
            Assert.Equal(report.NumberAt(set, "after", "accuracy"), (double)facts[set]!["accuracy"]!, 1e-4);
        }
    }

    [Theory]
    [InlineData("4")]
    [InlineData("99")]
    public void Keeping_all_members_changes_no_score_and_says_so(string keep)
    {
        var run = Run("prune", "feed-source", "--keep", keep, "--out", folder.PathOf("pruned"));
        var report = run.Json;

        Assert.Contains("Nothing was left out", run.Error, StringComparison.Ordinal);
        var three = Run("prune", "feed-source", "--keep", "3", "--out", folder.PathOf("three"));
        Assert.DoesNotContain("Nothing was left out", three.Error, StringComparison.Ordinal);
        Assert.Empty(report.ItemsAt("unused"));
        foreach (var set in new[] { "validation", "test" })
            Assert.Equal(report.At(set, "before").GetRawText(), report.At(set, "after").GetRawText());
    }

    [Fact]
    public void A_bundle_that_cannot_be_written_is_named_with_its_option()
    {
        Directory.CreateDirectory(folder.PathOf("blocked", "adapter.json.new"));

        var run = Run("prune", "feed-source", "--keep", "1", "--out", folder.PathOf("blocked"));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--out cannot be written: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Choose another directory", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_with_its_own_adapters_is_not_pruned()
    {
        var run = Run("prune", "spam", "--out", folder.PathOf("pruned"));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("'spam' fuses no others", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("pruned")));
    }

    [Fact]
    public void The_command_line_overrides_the_formula_the_initialization_and_the_regularization_of_a_fusion()
    {
        var bundle = folder.PathOf("bundle");

        string[] options = ["--scaled-dot-product", "--value-noise", "--regularization", "0"];

        var run = Run(["train", "feed-source", .. options, "--epochs", "1", "--out", bundle]);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        var declared = Bundle.Open(plugins.PathOf("FeedSource", "feed-source")).Manifest.Fusion!.Options;
        Assert.Equal(
            declared with { Numerics = FusionNumerics.ScaledDotProduct, ValueStartsAsIdentity = false, Regularization = 0 },
            Bundle.Open(bundle).Manifest.Fusion!.Options);
    }

    [Fact]
    public void Fusion_options_without_a_fusion_are_refused()
    {
        var run = Run("train", "feed-source", "--single", "--regularization", "0");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--fuse", run.Error, StringComparison.Ordinal);
    }

    private CommandRun Run(params string[] command)
    {
        string[] checkpoints = command[0] == "train" ? ["--checkpoints", folder.PathOf("saved")] : [];
        string[] options = ["--data", folder.PathOf("data.jsonl"), "--json", "--plugins", plugins.Root];
        return CommandRun.Of([.. command, .. options, .. checkpoints], TinyBackbone.Open);
    }
}
