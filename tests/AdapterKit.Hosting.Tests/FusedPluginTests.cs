using static TorchSharp.torch;

namespace AdapterKit.Hosting.Tests;

/// <summary>A task that mixes others follows their plugins: it works while they are there, and waits while they are not.</summary>
public sealed class FusedPluginTests : IDisposable
{
    private readonly PluginsFolder plugins = new();
    private readonly TinyBackbone backbone = new();

    public FusedPluginTests()
    {
        plugins.Add("North", backbone);
        plugins.Add("South", backbone);
        plugins.AddFused("Compass", backbone, "North", "South");
    }

    public void Dispose()
    {
        plugins.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void It_is_ready_though_its_sources_come_after_it_in_the_folder()
    {
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.All(host.Plugins, plugin => Assert.Equal(PluginState.Active, plugin.State));
        Answers(host, "compass");
    }

    [Fact]
    public void Without_a_source_it_alone_waits_and_says_for_what()
    {
        Directory.Delete(plugins.PathOf("South"), recursive: true);
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.Equal([PluginState.SourceMissing, PluginState.Active], host.Plugins.Select(plugin => plugin.State));
        Assert.Contains("'south'", host.Plugins[0].Reason, StringComparison.Ordinal);
        Answers(host, "north");
    }

    [Fact]
    public void It_goes_with_a_source_and_comes_back_with_it()
    {
        using var host = PluginHost.Load(plugins.Root, backbone);
        Directory.Move(plugins.PathOf("South"), plugins.PathOf("..", Path.GetFileName(plugins.Root) + "-away"));
        try
        {
            host.Refresh();
            Assert.Equal([PluginState.SourceMissing, PluginState.Active], host.Plugins.Select(plugin => plugin.State));
            Answers(host, "north");
        }
        finally
        {
            Directory.Move(plugins.PathOf("..", Path.GetFileName(plugins.Root) + "-away"), plugins.PathOf("South"));
        }

        host.Refresh();
        Assert.All(host.Plugins, plugin => Assert.Equal(PluginState.Active, plugin.State));
        Answers(host, "compass");
    }

    [Fact]
    public void A_source_with_other_weights_is_another_source()
    {
        Directory.Delete(plugins.PathOf("South"), recursive: true);
        manual_seed(9);
        plugins.Add("South", backbone);
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.Equal([PluginState.BundleRejected, PluginState.Active, PluginState.Active], host.Plugins.Select(plugin => plugin.State));
        Assert.Contains("'south'", host.Plugins[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Unloading_a_source_lets_go_of_what_mixes_it()
    {
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.True(host.Unload("South"));

        Assert.Equal([PluginState.SourceMissing, PluginState.Active, PluginState.Unloaded], host.Plugins.Select(plugin => plugin.State));
    }

    [Fact]
    public void Pruned_it_does_without_the_sources_that_are_left_nowhere()
    {
        plugins.Prune("Compass", backbone, "north");
        Directory.Delete(plugins.PathOf("South"), recursive: true);
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.Equal(["Compass", "North"], host.Plugins.Select(plugin => plugin.Id));
        Assert.All(host.Plugins, plugin => Assert.Equal(PluginState.Active, plugin.State));
        Answers(host, "compass");
    }

    [Fact]
    public void Pruned_it_waits_for_a_source_that_is_left()
    {
        plugins.Prune("Compass", backbone, "north");
        Directory.Delete(plugins.PathOf("North"), recursive: true);
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.Equal([PluginState.SourceMissing, PluginState.Active], host.Plugins.Select(plugin => plugin.State));
        Assert.Contains("'north'", host.Plugins[0].Reason, StringComparison.Ordinal);
    }

    private void Answers(PluginHost host, string task)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var answer = host.Tasks.Single(ready => ready.Id == task).Forward(backbone.Tokenize(["where to?"], maxTokens: 8));
        Assert.Equal([1, 2], answer.shape);
    }
}
