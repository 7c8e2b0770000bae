namespace AdapterKit.Hosting.Tests;

/// <summary>A host that watches its directories refreshes itself when what has changed there is complete and quiet.</summary>
public sealed class WatchingTests : IDisposable
{
    private readonly PluginsFolder plugins = new();
    private readonly TinyBackbone backbone = new();
    private readonly List<Exception> errors = [];

    public WatchingTests() => plugins.Add("North", backbone);

    public void Dispose()
    {
        plugins.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void A_change_is_served_after_one_quiet_interval_and_once()
    {
        using var host = PluginHost.Load(plugins.Root, backbone);
        using var watcher = Watch(host);
        Assert.False(watcher.Check());

        plugins.Add("South", backbone);
        Assert.False(watcher.Check());
        File.SetLastWriteTimeUtc(plugins.PathOf("South", "South.dll"), DateTime.UtcNow.AddHours(1));
        Assert.False(watcher.Check());
        Assert.True(watcher.Check());
        Assert.Equal(["north", "south"], host.Tasks.Select(task => task.Id));
        Assert.False(watcher.Check());

        Directory.Delete(plugins.PathOf("North"), recursive: true);
        Assert.False(watcher.Check());
        Assert.True(watcher.Check());
        Assert.Equal(["south"], host.Tasks.Select(task => task.Id));
        Assert.Empty(errors);
    }

    [Fact]
    public void A_plugin_without_its_manifest_is_waited_for_and_keeps_no_other_from_being_served()
    {
        using var host = PluginHost.Load(plugins.Root, backbone);
        using var watcher = Watch(host);
        File.Delete(plugins.PathOf("North", PluginManifest.FileName));
        Directory.CreateDirectory(plugins.PathOf("Unfinished"));
        Assert.False(watcher.Check());
        Assert.False(watcher.Check());
        Assert.Single(host.Plugins);

        plugins.Add("South", backbone);
        Assert.False(watcher.Check());
        Assert.True(watcher.Check());
        Assert.Equal(["north", "south"], host.Tasks.Select(task => task.Id));
    }

    [Fact]
    public void A_host_that_has_ended_is_left_alone()
    {
        var host = PluginHost.Load(plugins.Root, backbone);
        using var watcher = Watch(host);
        plugins.Add("South", backbone);
        host.Dispose();
        Assert.False(watcher.Check());
        Assert.False(watcher.Check());
        Assert.Empty(errors);
    }

    [Fact]
    public void A_host_watches_by_itself_if_it_is_told_to()
    {
        using var host = PluginHost.Load(plugins.Root, backbone, new() { WatchInterval = TimeSpan.FromMilliseconds(20) });
        plugins.Add("South", backbone);
        Assert.True(SpinWait.SpinUntil(() => host.Tasks.Count == 2, TimeSpan.FromSeconds(30)));
    }

    private PluginWatcher Watch(PluginHost host) => new(host, [plugins.Root], Timeout.InfiniteTimeSpan, errors.Add);
}
