using System.Security.Cryptography;
using System.Text;
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
    public static PluginFolder OnTinyBackbone(params string[] plugins) => Rebuild(Copy(plugins));

    /// <summary>A plugin that the program does not come with, on the tiny backbone: 'Reply' with another name and another task.</summary>
    /// <param name="id">The id of the plugin.</param>
    /// <param name="task">The id of its task, as long as 'reply'.</param>
    public static PluginFolder Own(string id = "Mine", string task = "topic")
    {
        var folder = Copy("Reply");
        Directory.Move(folder.PathOf("Reply"), folder.PathOf(id));
        Directory.Move(folder.PathOf(id, "reply"), folder.PathOf(id, task));
        folder.Edit(id, manifest => manifest with
        {
            Id = id,
            Tasks = [.. manifest.Tasks.Select(declared => declared with { Id = task, Bundle = task })],
            Files = manifest.Files.Keys.ToDictionary(file => file.Replace("reply/", $"{task}/", StringComparison.Ordinal), _ => ""),
        });
        var assembly = folder.PathOf(id, "Reply.dll");
        var image = File.ReadAllBytes(assembly);
        foreach (var encoding in new[] { Encoding.ASCII, Encoding.Unicode })
            Replace(image, encoding.GetBytes("reply"), encoding.GetBytes(task));

        File.WriteAllBytes(assembly, image);
        folder.Pin(id);
        return Rebuild(folder);
    }

    private static PluginFolder Rebuild(PluginFolder folder)
    {
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

    /// <summary>Changes <c>plugin.json</c>.</summary>
    public void Edit(string plugin, Func<PluginManifest, PluginManifest> edit)
    {
        var path = PathOf(plugin, PluginManifest.FileName);
        File.WriteAllBytes(path, edit(PluginManifest.Parse(File.ReadAllBytes(path))).ToUtf8());
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

        Edit(plugin.Id, manifest => manifest with
        {
            Tasks = [.. plugin.Tasks.Select(task => task with { BackboneHash = backbone.Hash, Bundle = task.Id })],
        });
        Pin(plugin.Id);
    }

    private void Pin(string plugin) => Edit(plugin, manifest => manifest with
    {
        Files = manifest.Files.Keys.ToDictionary(file => file, file => Hash(PathOf(plugin, file))),
    });

    private static void Replace(Span<byte> image, byte[] from, byte[] to)
    {
        for (var rest = image; rest.IndexOf(from) is >= 0 and var at; rest = rest[at..])
            to.CopyTo(rest[at..]);
    }

    private static string Hash(string file) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
