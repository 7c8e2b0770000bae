namespace AdapterKit.Hosting;

/// <summary>Compares a plugin's folder with what its manifest lists: the same files with the same content, and no others.</summary>
internal static class PluginFiles
{
    /// <exception cref="PluginRefusedException">A file is missing, altered, unlisted, or outside the folder.</exception>
    public static void Validate(PluginStatus plugin, PluginManifest manifest)
    {
        var listed = manifest.Files.ToDictionary(file => PluginPaths.Resolve(plugin.Folder, file.Key), file => file.Value);
        foreach (var (path, hash) in listed)
        {
            if (!File.Exists(path))
                throw Altered($"{path} is listed in {PluginManifest.FileName} and is not there.");
            if (ContentHash.OfFile(path) is var actual && actual != hash)
                throw Altered($"{path} is not the file that was built: its content has {actual}, and {PluginManifest.FileName} lists {hash}.");
        }

        listed.TryAdd(Path.Combine(plugin.Folder, PluginManifest.FileName), "");
        if (PluginPaths.Files(plugin.Folder).FirstOrDefault(file => !listed.ContainsKey(file.FullName)) is { } unlisted)
        {
            throw new PluginRefusedException(
                PluginState.FileUnlisted,
                $"{unlisted.FullName} is not listed in {PluginManifest.FileName}. Delete it, or build the plugin again if it belongs to it.");
        }
    }

    private static PluginRefusedException Altered(string problem) =>
        new(PluginState.FileAltered, problem + " Copy the plugin's whole output folder again.");
}
