using System.Reflection;
using System.Security.Cryptography;
using AdapterKit.Hosting;
using TorchSharp;

namespace AdapterKit.Server.Tests;

/// <summary>Makes a plugin of an assembly, by which its tasks are served with random weights.</summary>
internal static class OwnPlugin
{
    /// <summary>Writes the plugin.</summary>
    /// <param name="plugins">The directory of plugins.</param>
    /// <param name="assembly">The assembly, with a generated entry point.</param>
    /// <param name="backbone">The backbone of its tasks.</param>
    /// <param name="tasks">All of its tasks.</param>
    /// <param name="deviation">The standard deviation of the weights.</param>
    public static void Write(
        string plugins, Assembly assembly, Backbone backbone, IEnumerable<TaskDeclaration> tasks, double deviation)
    {
        var name = assembly.GetName().Name!;
        var directory = Directory.CreateDirectory(Path.Combine(plugins, name)).FullName;
        var file = Path.GetFileName(assembly.Location);
        File.Copy(assembly.Location, Path.Combine(directory, file));
        foreach (var declared in tasks)
        {
            using var task = declared.Create(backbone);
            using (torch.no_grad())
            {
                foreach (var parameter in task.parameters())
                    torch.nn.init.normal_(parameter, 0, deviation);
            }

            Bundle.Save(Path.Combine(directory, task.Id), task);
        }

        using var image = File.OpenRead(assembly.Location);
        var read = PluginAssembly.Read(image);
        var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(directory, path).Replace('\\', '/'), Hash);
        var manifest = new PluginManifest(
            PluginManifest.CurrentFormat,
            name,
            "1.0.0",
            read.Contract!,
            typeof(torch).Assembly.GetName().Version!.ToString(3),
            file,
            read.EntryPoint!,
            [.. read.Tasks.Select(task => task with { Bundle = task.Id, BackboneHash = backbone.Hash })],
            files,
            read.Backbones);
        File.WriteAllBytes(Path.Combine(directory, PluginManifest.FileName), manifest.ToUtf8());
    }

    private static string Hash(string file) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
