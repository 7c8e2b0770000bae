namespace AdapterKit.Hosting.Tests;

/// <summary>One plugin, or the weights of one task, change while everything else stays as it is.</summary>
public sealed class StagingTests : IDisposable
{
    private readonly PluginsFolder plugins = new();
    private readonly TinyBackbone backbone = new();
    private readonly PluginHost host;

    public StagingTests()
    {
        plugins.Add("North", backbone);
        plugins.Add("South", backbone);
        plugins.AddFused("Compass", backbone, "North", "South");
        host = PluginHost.Load(plugins.Root, backbone, new() { KeepsPrevious = true });
    }

    public void Dispose()
    {
        host.Dispose();
        plugins.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void One_plugin_is_staged_and_the_changes_of_others_wait()
    {
        var before = Weights();
        Retrain("North");
        Retrain("South");

        using (var staged = host.Stage("North"))
            staged.Activate();

        var after = Weights();
        Assert.NotEqual(before["north"], after["north"]);
        Assert.Equal(before["south"], after["south"]);
        Assert.Equal(before["compass"], after["compass"]);
        Assert.Equal(["Compass", "North", "South"], host.Plugins.Select(plugin => plugin.Id));

        host.Refresh();
        Assert.NotEqual(before["south"], Weights()["south"]);
    }

    [Fact]
    public void A_plugin_that_is_gone_is_staged_as_gone_and_a_new_one_as_new()
    {
        Directory.Delete(plugins.PathOf("Compass"), recursive: true);
        plugins.Add("West", backbone);
        using (var staged = host.Stage("Compass"))
            staged.Activate();
        Assert.Equal(["north", "south"], Weights().Keys.Order());

        using (var staged = host.Stage("West"))
            staged.Activate();
        Assert.Equal(["north", "south", "west"], Weights().Keys.Order());
        Assert.Throws<ArgumentException>(() => host.Stage("East"));
    }

    [Fact]
    public void A_task_that_another_plugin_still_serves_is_not_taken_over()
    {
        Directory.Delete(plugins.PathOf("North"), recursive: true);
        plugins.Add("Pole", backbone, "north");

        using var staged = host.Stage("Pole");

        var pole = staged.Plugins.Single(plugin => plugin.Id == "Pole");
        Assert.Equal(PluginState.Duplicate, pole.State);
        Assert.Contains("'north'", pole.Reason, StringComparison.Ordinal);
        staged.Activate();
        Assert.Equal(["compass", "north", "south"], Weights().Keys.Order());
    }

    [Fact]
    public void One_plugin_goes_back_and_the_others_stay()
    {
        var before = Weights();
        Retrain("North");
        Retrain("South");
        host.Refresh();
        var after = Weights();

        host.Rollback("North");

        Assert.Equal(before["north"], Weights()["north"]);
        Assert.Equal(after["south"], Weights()["south"]);
        Assert.Throws<InvalidOperationException>(() => host.Rollback("East"));
        Assert.Equal(3, host.Tasks.Count);
    }

    [Fact]
    public void Weights_take_the_place_of_those_in_the_plugin_until_the_plugin_changes()
    {
        using var other = new PluginsFolder();
        other.Add("North", backbone);
        var before = Weights();
        using var lease = host.Lease();

        using (var staged = host.StageBundle("north", other.PathOf("North", "north")))
        {
            Assert.Equal(before, Weights());
            staged.Activate();
        }

        Assert.Equal(Bundle.Open(other.PathOf("North", "north")).Manifest.Weights.Hash, Weights()["north"]);
        Assert.Equal(before["compass"], Weights()["compass"]);
        Assert.Equal(before["north"], lease.FindTask("north")!.WeightsHash);
        host.Refresh();
        Assert.NotEqual(before["north"], Weights()["north"]);

        host.Rollback();
        host.Rollback("North");
        Retrain("North");
        host.Refresh();
        var pinned = Bundle.Open(plugins.PathOf("North", "north")).Manifest.Weights.Hash;
        Assert.Equal(pinned, Weights()["north"]);
    }

    [Fact]
    public void Weights_that_do_not_fit_change_nothing_and_say_why()
    {
        var before = Weights();
        using var other = new PluginsFolder();
        other.Add("North", backbone);
        other.FlipByte("North", "north", "adapter.safetensors");
        Assert.Throws<PluginException>(() => host.StageBundle("north", other.PathOf("North", "north")));
        var foreign = Assert.Throws<PluginException>(() => host.StageBundle("north", plugins.PathOf("South", "south")));
        Assert.Contains("south", foreign.Message, StringComparison.Ordinal);
        Assert.Throws<PluginException>(() => host.StageBundle("north", other.PathOf("nothing")));
        Assert.Throws<ArgumentException>(() => host.StageBundle("east", plugins.PathOf("South", "south")));

        Assert.Equal(before, Weights());
    }

    private Dictionary<string, string?> Weights()
    {
        using var lease = host.Lease();
        var predictions = lease.Predict(lease.Tasks, [new("where to?")])[0];
        Assert.Empty(predictions.Faults);
        return lease.Tasks.ToDictionary(task => task.Id, task => task.WeightsHash);
    }

    private void Retrain(string name)
    {
        Directory.Delete(plugins.PathOf(name), recursive: true);
        plugins.Add(name, backbone);
    }
}
