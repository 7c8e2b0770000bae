using System.Text.Json;
using AdapterKit.Hosting;

namespace AdapterKit.Build;

/// <summary>Describes a built plugin in <c>plugin.json</c>.</summary>
/// <param name="folder">The plugin's folder.</param>
/// <param name="assemblyFile">The name of the plugin's assembly in it.</param>
/// <param name="files">All files of the plugin, relative to the folder.</param>
internal sealed class PluginManifestWriter(string folder, string assemblyFile, IEnumerable<string> files)
{
    private const string BundleFile = "/adapter.json";

    private readonly SortedSet<string> files = new(files.Select(file => file.Replace('\\', '/')), StringComparer.Ordinal);

    /// <summary>Writes the manifest.</summary>
    /// <param name="version">The plugin's version.</param>
    /// <param name="torchSharp">The version of TorchSharp that the plugin was compiled against.</param>
    /// <exception cref="InvalidDataException">The assembly declares no task, or a bundle does not fit what it declares.</exception>
    public void Write(string version, string torchSharp)
    {
        var assembly = ReadAssembly();
        if (assembly is not { Contract: { } contract, EntryPoint: { } entryPoint, Tasks.Length: > 0 })
        {
            throw new InvalidDataException(
                $"{assemblyFile} declares no task. A plugin needs at least one class with [TaskAdapter(\"…\")], and AdapterKit.Generators as an analyzer.");
        }
        var bundles = files.Where(file => file.EndsWith(BundleFile, StringComparison.Ordinal)).Select(file => file[..^BundleFile.Length]).ToHashSet();
        if (bundles.FirstOrDefault(bundle => assembly.Tasks.All(task => task.Id != bundle)) is { } stray)
        {
            throw new InvalidDataException(
                $"The bundle folder '{stray}' belongs to no task of {assemblyFile}, which declares: {string.Join(", ", assembly.Tasks.Select(task => task.Id))}. "
                + "Name the folder as its task is named, or delete it.");
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
            files.ToDictionary(file => file, file => ContentHash.OfFile(Path.Combine(folder, file))));
        WholeFile.Write(Path.Combine(folder, PluginManifest.FileName), manifest.ToUtf8());
    }

    private PluginAssembly ReadAssembly()
    {
        using var image = File.OpenRead(Path.Combine(folder, assemblyFile));
        return PluginAssembly.Read(image);
    }

    private PluginTask WithBundle(PluginTask task)
    {
        var path = Path.Combine(folder, task.Id + BundleFile);
        try
        {
            using var bundle = JsonDocument.Parse(File.ReadAllBytes(path));
            var hash = bundle.RootElement.GetProperty("backbone").GetProperty("hash").GetString();
            return task with { BackboneHash = hash, Bundle = task.Id };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path} does not name its backbone's hash under 'backbone.hash'. Train the task again.", e);
        }
    }
}
