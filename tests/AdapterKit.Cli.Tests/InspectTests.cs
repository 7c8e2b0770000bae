using System.Xml.Linq;
using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

public sealed class InspectTests
{
    [Fact]
    public void Parts_add_up_to_the_whole()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var layout = CommandRun.Of(["inspect", "--json", "--plugins", plugins.Root], TinyBackbone.Open).Json;

        var layers = layout.GetProperty("layers").EnumerateArray().ToList();
        var head = Assert.Single(layout.GetProperty("heads").EnumerateArray());
        var inLayers = layers.Sum(layer => layer.GetProperty("adapterParameters").GetInt64());
        Assert.Equal(2, layers.Count);
        Assert.Equal(head.GetProperty("taskParameters").GetInt64(), inLayers + head.GetProperty("parameters").GetInt64());
        Assert.True(layers.Sum(layer => layer.GetProperty("parameters").GetInt64()) < layout.GetProperty("parameters").GetInt64());
    }

    [Fact]
    public void The_tree_shows_layers_points_and_adapters()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var run = CommandRun.Of(["inspect", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal(2, Count(run.Output, "BertLayer"));
        Assert.Equal(2, Count(run.Output, "attention  width"));
        Assert.Equal(2, Count(run.Output, "feed_forward  width"));
        Assert.Equal(1, Count(run.Output, "attention.q"));
        Assert.Equal(4, Count(run.Output, "spam  bottleneck"));
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_attention_weights_sum_to_one_at_every_site_and_are_drawn_once_per_point()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "ListTopic", "Reply", "Bulk", "FeedSource");
        using var folder = new TemporaryFolder();
        var data = folder.PathOf("data.jsonl");
        File.WriteAllLines(data, ["""{"text":"a story","label":"fark"}""", """{"text":"another, longer story","label":"guardian"}"""]);

        string[] options = ["--data", data, "--out", folder.PathOf("plots"), "--json", "--plugins", plugins.Root];

        var run = CommandRun.Of(["inspect", "--fusion", .. options], TinyBackbone.Open);

        var report = Assert.Single(run.Json.EnumerateArray());
        Assert.Equal("feed-source", report.TextAt("task"));
        Assert.Equal(4, report.ItemsAt("sites").Count);
        Assert.All(report.ItemsAt("sites"), site => Assert.Equal(1, site.NumbersAt("weights").Sum(), 1e-5));
        Assert.Equal(
            ["feed-source.attention.png", "feed-source.attention.svg", "feed-source.feed_forward.png", "feed-source.feed_forward.svg"],
            Directory.GetFiles(folder.PathOf("plots")).Select(Path.GetFileName).Order());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder.PathOf("plots", "feed-source.attention.png"))[..4]);
        Assert.Equal("svg", XDocument.Load(folder.PathOf("plots", "feed-source.attention.svg")).Root!.Name.LocalName);
    }

    [Fact]
    public void Heat_maps_that_cannot_be_written_are_refused_before_anything_is_loaded()
    {
        var run = CommandRun.Of(["inspect", "--fusion", "--out", "/proc/nowhere"], CommandRun.NoBackbone);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--out: /proc/nowhere cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--text-column")]
    [InlineData("--encoding")]
    [InlineData("--task")]
    public void Options_for_texts_require_fusion(string option)
    {
        var run = CommandRun.Of(["inspect", option, "utf-8"], CommandRun.NoBackbone);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"{option} requires --fusion", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_with_its_own_adapters_has_no_attention_weights()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var run = CommandRun.Of(["inspect", "--fusion", "--task", "spam", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("'spam'", run.Error, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
