namespace AdapterKit.Hosting;

/// <summary>Refuses plugins whose assemblies are not what the manifest says. Reads metadata; loads nothing.</summary>
/// <param name="limit">The maximum size of a file, in bytes.</param>
internal sealed class PluginAssemblyValidator(long limit) : IPluginValidator
{
    public void Validate(PluginStatus plugin, PluginManifest manifest)
    {
        var files = new PinnedFiles(plugin.Directory, manifest, limit);
        foreach (var file in manifest.Files.Keys)
            RefuseShared(plugin, files, file);

        if (!manifest.Files.ContainsKey(manifest.Assembly) || TryRead(files, manifest.Assembly) is not { } assembly)
            throw Mismatch($"its assembly '{manifest.Assembly}' is not a .NET assembly among its files");

        if (assembly.Contract != manifest.Contract || assembly.EntryPoint != manifest.EntryPoint)
        {
            throw Mismatch(
                $"{manifest.Assembly} has the entry point '{assembly.EntryPoint}' for contract {assembly.Contract}, "
                + $"but the manifest says '{manifest.EntryPoint}' for {manifest.Contract}");
        }

        RequireSame(NamesOf(assembly.Tasks), NamesOf(manifest.Tasks));
        RequireSame(NamesOf(assembly.Backbones), NamesOf(manifest.Backbones ?? []));

        var newer = SharedLibraries.Assemblies.FirstOrDefault(shared => assembly.References.GetValueOrDefault(shared.Key) > shared.Value);
        if (newer is { Key: { } name, Value: var version })
        {
            throw new PluginRefusedException(
                PluginState.ContractIncompatible,
                $"Plugin '{manifest.Id}' was built against {name} {assembly.References[name]}, but this host has {version}. "
                + "Use a newer host, or build the plugin against this one.");
        }

        void RequireSame(IReadOnlyList<string> declared, IReadOnlyList<string> listed)
        {
            if (!declared.SequenceEqual(listed))
            {
                throw Mismatch(
                    $"{manifest.Assembly} declares {List(declared)}, but the manifest says {List(listed)}");
            }
        }

        PluginRefusedException Mismatch(string problem) => new(
            PluginState.ManifestMismatch,
            $"{Path.Combine(plugin.Directory, PluginManifest.FileName)} does not describe the plugin beside it: {problem}. "
            + "Build the plugin again.");
    }

    private static List<string> NamesOf(IEnumerable<PluginTask> tasks) =>
        [.. tasks.Select(task => $"{task.Id}@{task.Backbone}").Order(StringComparer.Ordinal)];

    private static List<string> NamesOf(IEnumerable<PluginBackbone> backbones) =>
        [.. backbones.Select(backbone => $"the backbone {backbone.Id} {backbone.ModelType}".TrimEnd()).Order(StringComparer.Ordinal)];

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names);

    private static void RefuseShared(PluginStatus plugin, PinnedFiles files, string file)
    {
        // A .NET assembly is what its metadata say, whatever the file is called; any other file is what its name says.
        var name = TryRead(files, file)?.Name;
        var isShared = SharedLibraries.Assemblies.ContainsKey(name ?? Path.GetFileNameWithoutExtension(file))
            || (name is null && SharedLibraries.IsNative(file));
        if (isShared)
        {
            throw new PluginRefusedException(
                PluginState.SharedAssemblyIncluded,
                $"{Path.Combine(plugin.Directory, file)} is the plugin's own copy of {name ?? Path.GetFileNameWithoutExtension(file)}, "
                + "which it must share with the host. "
                + "The package AdapterKit.Plugin leaves it out: refer to that package, and build the plugin again.");
        }
    }

    private static PluginAssembly? TryRead(PinnedFiles files, string file)
    {
        if (!Path.GetExtension(file).Equals(".dll", StringComparison.OrdinalIgnoreCase))
            return null;

        try
        {
            using var image = new MemoryStream(files.Read(file), writable: false);
            return PluginAssembly.Read(image);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
