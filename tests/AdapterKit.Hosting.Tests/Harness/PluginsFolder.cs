using System.Reflection;
using System.Runtime.Loader;
using AdapterKit.Testing;
using TorchSharp;

namespace AdapterKit.Hosting.Tests;

/// <summary>A directory of plugins as a build leaves them, for tests to modify.</summary>
internal sealed class PluginsFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Root => folder.Root;

    public string PathOf(params string[] parts) => folder.PathOf(parts);

    /// <summary>Adds a plugin with one task of the same name in lower case, with a bundle if there is a backbone.</summary>
    public void Add(string name, Backbone? backbone = null, string? task = null, byte[]? image = null)
    {
        task ??= name.ToLowerInvariant();
        Directory.CreateDirectory(PathOf(name));
        File.WriteAllBytes(PathOf(name, name + ".dll"), image ?? PluginCompiler.Task(name, task));
        if (backbone is not null)
            SaveBundle(PathOf(name, task), PluginCompiler.Task("Author", task), backbone, []);
        Pin(name);
    }

    /// <summary>Adds a plugin whose task fuses those of other plugins in this directory.</summary>
    public void AddFused(string name, TinyBackbone backbone, params string[] members)
    {
        var task = name.ToLowerInvariant();
        var image = PluginCompiler.FusedTask(name, task, members.Select(member => member.ToLowerInvariant()));
        Directory.CreateDirectory(PathOf(name));
        File.WriteAllBytes(PathOf(name, name + ".dll"), image);
        using (var host = PluginHost.Load(Root, backbone))
            SaveBundle(PathOf(name, task), image, backbone, host.Tasks);
        Pin(name);
    }

    /// <summary>Prunes the fused task of a plugin to one member.</summary>
    public void Prune(string name, TinyBackbone backbone, string member)
    {
        using (var host = PluginHost.Load(Root, backbone))
        {
            var id = name.ToLowerInvariant();
            var whole = host.Tasks.Single(task => task.Id == id);
            var members = whole.Config.Fusion!.Setup.Members;
            var weights = members.Select(any => any == member ? 1.0 : 0).ToList();
            var attention = backbone.Encoder.Sites.Select(site => new SiteAttention(site, members, weights));
            using var pruned = FusionPruner.Prune(whole, [.. attention], keep: 1);
            Bundle.Save(PathOf(name, id), pruned);
        }

        Pin(name);
    }

    /// <summary>Adds a file to a plugin, and pins it.</summary>
    public void AddFile(string plugin, string file, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(plugin, file))!);
        File.WriteAllBytes(PathOf(plugin, file), content);
        Pin(plugin);
    }

    /// <summary>Writes <c>plugin.json</c> for the existing files.</summary>
    public void Pin(string name)
    {
        var assemblyFile = name + ".dll";
        using var image = File.OpenRead(PathOf(name, assemblyFile));
        var assembly = PluginAssembly.Read(image);
        var files = Directory.GetFiles(PathOf(name), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(PathOf(name), path).Replace('\\', '/'))
            .Where(path => path != PluginManifest.FileName);
        Write(name, new PluginManifest(
            PluginManifest.CurrentFormat,
            name,
            "1.0.0",
            assembly.Contract!,
            typeof(torch).Assembly.GetName().Version!.ToString(3),
            assemblyFile,
            assembly.EntryPoint!,
            [.. assembly.Tasks.Select(WithBundle)],
            files.ToDictionary(file => file, file => ContentHash.ComputeFile(PathOf(name, file))),
            assembly.Backbones.IsEmpty ? null : assembly.Backbones));

        PluginTask WithBundle(PluginTask task) =>
            Directory.Exists(PathOf(name, task.Id)) ? task with { Bundle = task.Id, BackboneHash = "sha256:00" } : task;
    }

    /// <summary>Changes <c>plugin.json</c> only.</summary>
    public void Edit(string name, Func<PluginManifest, PluginManifest> edit) =>
        Write(name, edit(PluginManifest.Parse(File.ReadAllBytes(PathOf(name, PluginManifest.FileName)))));

    public void Copy(string name, string copy)
    {
        foreach (var file in Directory.GetFiles(PathOf(name), "*", SearchOption.AllDirectories))
        {
            var target = PathOf(copy, Path.GetRelativePath(PathOf(name), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void FlipByte(params string[] file)
    {
        var bytes = File.ReadAllBytes(PathOf(file));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(PathOf(file), bytes);
    }

    public void Dispose() => folder.Dispose();

    private void Write(string name, PluginManifest manifest) =>
        File.WriteAllBytes(PathOf(name, PluginManifest.FileName), manifest.ToUtf8());

    private static void SaveBundle(string folder, byte[] author, Backbone backbone, IReadOnlyList<TaskAdapter> sources)
    {
        var context = new AssemblyLoadContext("bundle", isCollectible: true);
        using var image = new MemoryStream(author);
        var type = context.LoadFromStream(image).GetType("Sample.SampleTask")!;
        var declared = type.GetProperty("Declared", BindingFlags.Public | BindingFlags.Static)!;
        using (var fresh = ((TaskDeclaration)declared.GetValue(null)!).Create(backbone, sources))
            Bundle.Save(folder, fresh);
        context.Unload();
    }
}
