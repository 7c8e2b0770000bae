using System.Security.Cryptography;
using AdapterKit.Hosting;
using AdapterKit.Testing;
using TorchSharp;

namespace AdapterKit.Cli.Tests;

/// <summary>An assembly as a plugin, by default this one: the tasks that it declares, with the bundles that were put beside them.</summary>
internal sealed class KindPlugin : IDisposable
{
    private const string Name = "Kinds";
    private readonly TemporaryFolder folder = new();

    private readonly string source;

    /// <param name="assembly">The path of the assembly.</param>
    public KindPlugin(string? assembly = null)
    {
        source = assembly ?? typeof(KindPlugin).Assembly.Location;
        Write();
    }

    public string Root => folder.PathOf("plugins");

    public string PathOf(string name) => folder.PathOf(name);

    public string BundleOf(string task) => folder.PathOf("plugins", Name, task);

    /// <summary>Writes the manifest, as the build does: once more after the bundles have changed.</summary>
    public void Write()
    {
        var directory = Directory.CreateDirectory(folder.PathOf("plugins", Name)).FullName;
        var file = Path.GetFileName(source);
        File.Copy(source, Path.Combine(directory, file), overwrite: true);
        using var image = File.OpenRead(source);
        var assembly = PluginAssembly.Read(image);
        var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'))
            .Where(path => path != PluginManifest.FileName)
            .ToDictionary(path => path, path => Hash(Path.Combine(directory, path)));
        var tasks = assembly.Tasks.Select(task => !Directory.Exists(BundleOf(task.Id)) ? task : task with
        {
            Bundle = task.Id,
            BackboneHash = Bundle.Open(BundleOf(task.Id)).Manifest.Backbone.Hash,
        });
        var manifest = new PluginManifest(
            PluginManifest.CurrentFormat, Name, "1.0.0", assembly.Contract!, typeof(torch).Assembly.GetName().Version!.ToString(3),
            file, assembly.EntryPoint!, [.. tasks], files, assembly.Backbones);
        File.WriteAllBytes(Path.Combine(directory, PluginManifest.FileName), manifest.ToUtf8());
    }

    /// <summary>Gives every task without a bundle an untrained one: a plugin is ready when all of its tasks are.</summary>
    public void AddBundles()
    {
        using var backbone = TinyBackbone.Open(null, null!, default);
        foreach (var declared in new TaskPlugin().Tasks.Where(declared => !Directory.Exists(BundleOf(declared.Id))))
        {
            using var task = declared.Create(backbone);
            Bundle.Save(BundleOf(task.Id), task);
        }

        Write();
    }

    public void Dispose() => folder.Dispose();

    private static string Hash(string file) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
