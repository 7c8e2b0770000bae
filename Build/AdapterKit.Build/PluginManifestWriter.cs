using System.Text.Json;
using AdapterKit.Hosting;

namespace AdapterKit.Build;

/// <summary>Describes a built plugin in <c>plugin.json</c>.</summary>
/// <param name="directory">The plugin's output directory.</param>
/// <param name="assemblyFile">The file name of the plugin's assembly.</param>
/// <param name="files">All files of the plugin, relative to the directory.</param>
internal sealed class PluginManifestWriter(string directory, string assemblyFile, IEnumerable<string> files)
{
    private const string BundleFile = "/adapter.json";

    private readonly SortedSet<string> files = new(files.Select(file => file.Replace('\\', '/')), StringComparer.Ordinal);

    /// <summary>Writes the manifest.</summary>
    /// <param name="version">The plugin's version.</param>
    /// <param name="torchSharp">The version of TorchSharp that the plugin was compiled against.</param>
    /// <exception cref="InvalidDataException">The assembly declares nothing, or a bundle belongs to none of its tasks.</exception>
    public void Write(string version, string torchSharp)
    {
        var assembly = ReadAssembly();
        if (assembly is not { Contract: { } contract, EntryPoint: { } entryPoint })
        {
            throw new InvalidDataException(
                $"{assemblyFile} declares no task and no backbone. A plugin needs at least one class with [TaskAdapter(\"…\")] or "
                + "[Backbone(\"…\")], and AdapterKit.Generators as an analyzer.");
        }

        var bundles = files
            .Where(file => file.EndsWith(BundleFile, StringComparison.Ordinal))
            .Select(file => file[..^BundleFile.Length])
            .ToHashSet();
        if (bundles.FirstOrDefault(bundle => assembly.Tasks.All(task => task.Id != bundle)) is { } stray)
        {
            var declared = string.Join(", ", assembly.Tasks.Select(task => task.Id));
            throw new InvalidDataException(
                $"The bundle directory '{stray}' belongs to no task of {assemblyFile}, which declares: {declared}. "
                + "Give the directory the id of its task, or delete it.");
        }

        var manifest = new PluginManifest(
            PluginManifest.CurrentFormat,
            assembly.Name,
            version,
            contract,
            torchSharp,
            assemblyFile,
            entryPoint,
            [.. assembly.Tasks.Select(task => bundles.Contains(task.Id) ? WithBundle(task) : task)],
            files.ToDictionary(file => file, file => ContentHash.ComputeFile(Path.Combine(directory, file))),
            assembly.Backbones.IsEmpty ? null : assembly.Backbones);
        WholeFile.Write(Path.Combine(directory, PluginManifest.FileName), manifest.ToUtf8());
    }

    private PluginAssembly ReadAssembly()
    {
        using var image = File.OpenRead(Path.Combine(directory, assemblyFile));
        return PluginAssembly.Read(image);
    }

    private PluginTask WithBundle(PluginTask task)
    {
        var path = Path.Combine(directory, task.Id + BundleFile);
        try
        {
            using var bundle = JsonDocument.Parse(File.ReadAllBytes(path));
            var hash = bundle.RootElement.GetProperty("backbone").GetProperty("hash").GetString();
            return task with { BackboneHash = hash, Bundle = task.Id };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException(
                $"{path} does not contain the hash of its backbone under 'backbone.hash'. Train the task again.", e);
        }
    }
}
