using TorchSharp;

namespace AdapterKit.Hosting;

/// <summary>Refuses plugins whose assemblies are not what the manifest says. Reads metadata; loads nothing.</summary>
internal sealed class PluginAssemblyValidator : IPluginValidator
{
    private static readonly Dictionary<string, Version> Shared = new[] { typeof(ITaskPlugin), typeof(torch) }
        .Select(type => type.Assembly.GetName())
        .ToDictionary(name => name.Name!, name => name.Version!);

    public void Validate(PluginStatus plugin, PluginManifest manifest)
    {
        foreach (var file in manifest.Files.Keys)
            RefuseShared(plugin, file);

        if (!manifest.Files.ContainsKey(manifest.Assembly) || TryRead(plugin, manifest.Assembly) is not { } assembly)
            throw Mismatch($"its assembly '{manifest.Assembly}' is not a .NET assembly among its files");

        if (assembly.Contract != manifest.Contract || assembly.EntryPoint != manifest.EntryPoint)
        {
            throw Mismatch(
                $"{manifest.Assembly} has the entry point '{assembly.EntryPoint}' for contract {assembly.Contract}, "
                + $"but the manifest says '{manifest.EntryPoint}' for {manifest.Contract}");
        }

        if (!NamesOf(assembly.Tasks).SequenceEqual(NamesOf(manifest.Tasks)))
        {
            throw Mismatch(
                $"{manifest.Assembly} declares {string.Join(", ", NamesOf(assembly.Tasks))}, "
                + $"but the manifest says {string.Join(", ", NamesOf(manifest.Tasks))}");
        }

        var newer = Shared.FirstOrDefault(shared => assembly.References.GetValueOrDefault(shared.Key) > shared.Value);
        if (newer is { Key: { } name, Value: var version })
        {
            throw new PluginRefusedException(
                PluginState.ContractIncompatible,
                $"Plugin '{manifest.Id}' was built against {name} {assembly.References[name]}, but this host has {version}. "
                + "Use a newer host, or build the plugin against this one.");
        }

        PluginRefusedException Mismatch(string problem) => new(
            PluginState.ManifestMismatch,
            $"{Path.Combine(plugin.Directory, PluginManifest.FileName)} does not describe the plugin beside it: {problem}. "
            + "Build the plugin again.");
    }

    private static IEnumerable<string> NamesOf(IEnumerable<PluginTask> tasks) =>
        tasks.Select(task => $"{task.Id}@{task.Backbone}").Order(StringComparer.Ordinal);

    private static void RefuseShared(PluginStatus plugin, string file)
    {
        var stem = Path.GetFileNameWithoutExtension(file);
        var name = TryRead(plugin, file)?.Name ?? stem;
        if (Shared.ContainsKey(name) || (stem.Contains("torch", StringComparison.OrdinalIgnoreCase) && IsLibrary(file)))
        {
            throw new PluginRefusedException(
                PluginState.SharedAssemblyIncluded,
                $"{Path.Combine(plugin.Directory, file)} is the plugin's own copy of {name}, which it must share with the host. "
                + "Reference it with Private=\"false\" and ExcludeAssets=\"runtime;native\", and build the plugin again.");
        }
    }

    private static bool IsLibrary(string file) => Path.GetExtension(file) is ".dll" or ".so" or ".dylib";

    private static PluginAssembly? TryRead(PluginStatus plugin, string file)
    {
        if (Path.GetExtension(file) != ".dll")
            return null;

        try
        {
            using var image = File.OpenRead(PluginPaths.Resolve(plugin.Directory, file));
            return PluginAssembly.Read(image);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
