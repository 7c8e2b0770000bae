namespace AdapterKit.Hosting;

/// <summary>
/// Refuses plugins whose directory differs from what the manifest lists: the same files with the same content, and no others.
/// </summary>
internal sealed class PluginFilesValidator : IPluginValidator
{
    public void Validate(PluginStatus plugin, PluginManifest manifest)
    {
        var listed = manifest.Files.ToDictionary(file => PluginPaths.Resolve(plugin.Directory, file.Key), file => file.Value);
        foreach (var (path, hash) in listed)
        {
            if (!File.Exists(path))
                throw Altered($"{path} is listed in {PluginManifest.FileName} but does not exist.");

            if (ContentHash.ComputeFile(path) is var actual && actual != hash)
                throw Altered($"{path} is not the file that was built: its hash is {actual}, but {PluginManifest.FileName} lists {hash}.");
        }

        listed.TryAdd(Path.Combine(plugin.Directory, PluginManifest.FileName), "");
        if (PluginPaths.EnumerateFiles(plugin.Directory).FirstOrDefault(file => !listed.ContainsKey(file.FullName)) is { } unlisted)
        {
            throw new PluginRefusedException(
                PluginState.FileUnlisted,
                $"{unlisted.FullName} is not listed in {PluginManifest.FileName}. "
                + "Delete it, or build the plugin again if the file belongs to it.");
        }
    }

    private static PluginRefusedException Altered(string problem) =>
        new(PluginState.FileAltered, problem + " Copy the plugin's whole output directory again.");
}
