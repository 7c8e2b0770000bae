using System.Security.Cryptography;
using AdapterKit.Hosting;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>A copy of the shipped plugins that a test may damage.</summary>
internal sealed class PluginFolder : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private PluginFolder()
    {
    }

    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "plugins");

    public string Root => temporary.PathOf("plugins");

    /// <summary>The shipped plugins, with their bundles.</summary>
    public static PluginFolder Copy() => Copy(Directory.GetDirectories(Shipped).Select(Path.GetFileName).ToArray()!);

    /// <summary>Some of the shipped plugins, with their bundles.</summary>
    public static PluginFolder Copy(params string[] plugins)
    {
        var folder = new PluginFolder();
        var directories = plugins.Select(plugin => Path.Combine(Shipped, plugin));
        foreach (var file in directories.SelectMany(plugin => Directory.EnumerateFiles(plugin, "*", SearchOption.AllDirectories)))
        {
            var copy = folder.PathOf(Path.GetRelativePath(Shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }

    /// <summary>The shipped plugins with untrained bundles for the tiny backbone.</summary>
    public static PluginFolder OnTinyBackbone(params string[] plugins)
    {
        var folder = Copy(plugins);
        using var host = PluginHost.LoadDeclarations(folder.Root);
        using var backbone = TinyBackbone.Open(null, null!, default);
        var built = new List<TaskAdapter>();
        // A fused task comes after its members.
        foreach (var plugin in host.Plugins.OrderBy(plugin => plugin.Tasks.Any(task => Declared(task.Id).Config.Fusion is not null)))
            folder.Rebuild(plugin, task => Declared(task).Create(backbone, built), backbone, built);

        built.ForEach(task => task.Dispose());
        return folder;

        TaskDeclaration Declared(string task) => host.Declarations.Single(declaration => declaration.Id == task);
    }

    public string PathOf(params string[] parts) => temporary.PathOf(["plugins", .. parts]);

    public void Dispose() => temporary.Dispose();

    // Like a build after training: writes new bundles, and a manifest with their hashes.
    private void Rebuild(PluginStatus plugin, Func<string, TaskAdapter> create, Backbone backbone, List<TaskAdapter> built)
    {
        foreach (var declared in plugin.Tasks)
        {
            built.Add(create(declared.Id));
            Bundle.Save(PathOf(plugin.Id, declared.Id), built[^1]);
        }

        var manifest = plugin.Manifest! with
        {
            Tasks = [.. plugin.Tasks.Select(task => task with { BackboneHash = backbone.Hash, Bundle = task.Id })],
            Files = plugin.Manifest!.Files.Keys.ToDictionary(file => file, file => Hash(PathOf(plugin.Id, file))),
        };
        File.WriteAllBytes(PathOf(plugin.Id, PluginManifest.FileName), manifest.ToUtf8());
    }

    private static string Hash(string file) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
