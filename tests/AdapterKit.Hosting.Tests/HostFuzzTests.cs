using AdapterKit.Testing;

namespace AdapterKit.Hosting.Tests;

/// <summary>Whatever the files of a plugin contain: a state, and a good plugin beside it stays valid.</summary>
public sealed class HostFuzzTests : IDisposable
{
    private readonly PluginsFolder plugins = new();

    public HostFuzzTests() => plugins.Add("Bad");

    public void Dispose() => plugins.Dispose();

    [Fact]
    public void A_damaged_manifest_parses_or_is_no_JSON()
    {
        var manifest = File.ReadAllBytes(plugins.PathOf("Bad", "plugin.json"));
        FuzzSeeds.ForEach(2000, dice =>
        {
            try
            {
                PluginManifest.Parse(Damage.Apply(dice, manifest));
            }
            catch (System.Text.Json.JsonException)
            {
                // The documented end.
            }
        });
    }

    [Fact]
    public void A_damaged_assembly_is_read_or_is_none()
    {
        var image = File.ReadAllBytes(plugins.PathOf("Bad", "Bad.dll"));
        FuzzSeeds.ForEach(2000, dice =>
        {
            try
            {
                using var stream = new MemoryStream(Damage.Apply(dice, image));
                PluginAssembly.Read(stream);
            }
            catch (BadImageFormatException)
            {
                // The documented end.
            }
        });
    }

    [Fact]
    public void A_damaged_plugin_has_a_state()
    {
        var manifest = File.ReadAllBytes(plugins.PathOf("Bad", "plugin.json"));
        var image = File.ReadAllBytes(plugins.PathOf("Bad", "Bad.dll"));
        FuzzSeeds.ForEach(200, dice =>
        {
            File.WriteAllBytes(plugins.PathOf("Bad", "plugin.json"), manifest);
            File.WriteAllBytes(plugins.PathOf("Bad", "Bad.dll"), image);
            if (dice.Chance(0.5))
            {
                Damage.Apply(dice, plugins.PathOf("Bad", "plugin.json"));
            }
            else
            {
                Damage.Apply(dice, plugins.PathOf("Bad", "Bad.dll"));
                var hash = ContentHash.ComputeFile(plugins.PathOf("Bad", "Bad.dll"));
                plugins.Edit("Bad", pinned => pinned with { Files = new Dictionary<string, string> { ["Bad.dll"] = hash } });
            }

            var plugin = PluginHost.Discover(plugins.Root).Single();
            Assert.Equal(plugin.IsRefused, plugin.Reason.Length > 0);
            Assert.DoesNotContain(plugin.Reason + plugin.Id, char.IsControl);
        });
    }
}
