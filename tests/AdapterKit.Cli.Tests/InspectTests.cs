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
    public void The_tree_shows_layers_points_and_what_sits_in_each()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var run = CommandRun.Of(["inspect", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal(2, Count(run.Output, "BertLayer"));
        Assert.Equal(2, Count(run.Output, "attention"));
        Assert.Equal(2, Count(run.Output, "feed_forward"));
        Assert.Equal(4, Count(run.Output, "spam  bottleneck"));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
