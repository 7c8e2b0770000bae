using AdapterKit.Testing;

namespace AdapterKit.Hosting.Tests;

public sealed class BuiltPluginsTests
{
    [Fact]
    public void The_build_makes_every_plugin_of_the_repository_a_valid_one()
    {
        var projects = Directory.GetDirectories(Repository.PathOf("Plugins")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

        var built = PluginHost.Discover(Path.Combine(AppContext.BaseDirectory, "plugins"));

        Assert.Equal(projects, built.Select(plugin => plugin.Id));
        Assert.All(built, plugin => Assert.Equal((PluginState.Found, ""), (plugin.State, plugin.Reason)));
    }

    [Fact]
    public void They_declare_what_their_manifests_say()
    {
        using var host = PluginHost.LoadDeclarations(Path.Combine(AppContext.BaseDirectory, "plugins"));

        Assert.NotEmpty(host.Plugins);
        Assert.All(host.Plugins, plugin => Assert.Equal((PluginState.Active, ""), (plugin.State, plugin.Reason)));
        Assert.Equal(host.Plugins.SelectMany(plugin => plugin.Tasks).Select(task => task.Id), host.Declarations.Select(task => task.Id));
    }
}
