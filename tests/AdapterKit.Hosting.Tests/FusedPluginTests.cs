using static TorchSharp.torch;

namespace AdapterKit.Hosting.Tests;

/// <summary>A fused task depends on the plugins of its members: it is active while they are, and waits while one is missing.</summary>
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
    public void It_is_ready_although_its_members_come_after_it_in_the_directory()
    {
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.All(host.Plugins, plugin => Assert.Equal(PluginState.Active, plugin.State));
        Answers(host, "compass");
    }

    [Fact]
    public void Without_a_member_only_the_fused_task_waits_and_names_the_member()
    {
        Directory.Delete(plugins.PathOf("South"), recursive: true);
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.Equal([PluginState.MemberMissing, PluginState.Active], host.Plugins.Select(plugin => plugin.State));
        Assert.Contains("'south'", host.Plugins[0].Reason, StringComparison.Ordinal);
        Answers(host, "north");
    }

    [Fact]
    public void It_disappears_and_returns_together_with_a_member()
    {
        using var host = PluginHost.Load(plugins.Root, backbone);
        Directory.Move(plugins.PathOf("South"), plugins.PathOf("..", Path.GetFileName(plugins.Root) + "-away"));
        try
        {
            host.Refresh();
            Assert.Equal([PluginState.MemberMissing, PluginState.Active], host.Plugins.Select(plugin => plugin.State));
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
    public void A_member_with_other_weights_is_rejected()
    {
        Directory.Delete(plugins.PathOf("South"), recursive: true);
        manual_seed(9);
        plugins.Add("South", backbone);
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.Equal([PluginState.BundleRejected, PluginState.Active, PluginState.Active], host.Plugins.Select(plugin => plugin.State));
        Assert.Contains("'south'", host.Plugins[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Unloading_a_member_releases_the_task_that_fuses_it()
    {
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.True(host.Unload("South"));

        Assert.Equal([PluginState.MemberMissing, PluginState.Active, PluginState.Unloaded], host.Plugins.Select(plugin => plugin.State));
    }

    [Fact]
    public void It_may_be_deleted_together_with_a_member()
    {
        plugins.AddFused("Weathervane", backbone, "North", "South");
        using var host = PluginHost.Load(plugins.Root, backbone);
        Directory.Delete(plugins.PathOf("South"), recursive: true);
        Directory.Delete(plugins.PathOf("Weathervane"), recursive: true);

        host.Refresh();

        Assert.Equal(["Compass", "North"], host.Plugins.Select(plugin => plugin.Id));
        Assert.Equal([PluginState.MemberMissing, PluginState.Active], host.Plugins.Select(plugin => plugin.State));
    }

    [Fact]
    public void A_pruned_task_does_not_need_members_that_no_site_keeps()
    {
        plugins.Prune("Compass", backbone, "north");
        Directory.Delete(plugins.PathOf("South"), recursive: true);
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.Equal(["Compass", "North"], host.Plugins.Select(plugin => plugin.Id));
        Assert.All(host.Plugins, plugin => Assert.Equal(PluginState.Active, plugin.State));
        Answers(host, "compass");
    }

    [Fact]
    public void A_pruned_task_waits_for_a_member_that_a_site_keeps()
    {
        plugins.Prune("Compass", backbone, "north");
        Directory.Delete(plugins.PathOf("North"), recursive: true);
        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.Equal([PluginState.MemberMissing, PluginState.Active], host.Plugins.Select(plugin => plugin.State));
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
