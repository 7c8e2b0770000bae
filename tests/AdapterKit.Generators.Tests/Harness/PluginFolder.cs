using System.Security.Cryptography;
using AdapterKit.Hosting;
using TorchSharp;

namespace AdapterKit.Generators.Tests;

/// <summary>Lays a compiled plugin and its bundles out as its build would.</summary>
internal static class PluginFolder
{
    public static void Write(string folder, string name, byte[] image, Backbone backbone)
    {
        File.WriteAllBytes(Path.Combine(folder, $"{name}.dll"), image);
        using var stream = new MemoryStream(image);
        var assembly = PluginAssembly.Read(stream);
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
            file => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");
        var manifest = new PluginManifest(
            PluginManifest.CurrentFormat, name, "1.0.0", assembly.Contract!, typeof(torch).Assembly.GetName().Version!.ToString(3),
            $"{name}.dll", assembly.EntryPoint!, [.. assembly.Tasks.Select(task => task with { Bundle = task.Id, BackboneHash = backbone.Hash })], files);
        File.WriteAllBytes(Path.Combine(folder, PluginManifest.FileName), manifest.ToUtf8());
    }
}
