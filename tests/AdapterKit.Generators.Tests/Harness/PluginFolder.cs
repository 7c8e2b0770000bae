using System.Security.Cryptography;
using AdapterKit.Hosting;
using TorchSharp;

namespace AdapterKit.Generators.Tests;

/// <summary>Writes a compiled plugin and its manifest into a directory that holds its bundles, as its build does.</summary>
internal static class PluginFolder
{
    public static void Write(string directory, string name, byte[] image, Backbone backbone)
    {
        File.WriteAllBytes(Path.Combine(directory, $"{name}.dll"), image);
        using var stream = new MemoryStream(image);
        var assembly = PluginAssembly.Read(stream);
        var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(directory, file).Replace('\\', '/'),
            file => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");
        var tasks = assembly.Tasks.Select(task => task with { Bundle = task.Id, BackboneHash = backbone.Hash });
        var manifest = new PluginManifest(
            PluginManifest.CurrentFormat, name, "1.0.0", assembly.Contract!, typeof(torch).Assembly.GetName().Version!.ToString(3),
            $"{name}.dll", assembly.EntryPoint!, [.. tasks], files);
        File.WriteAllBytes(Path.Combine(directory, PluginManifest.FileName), manifest.ToUtf8());
    }
}
