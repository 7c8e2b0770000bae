namespace AdapterKit.Hosting;

/// <summary>
/// Refuses plugins whose directory differs from what the manifest lists: the same files with the same content, and no others.
/// </summary>
/// <param name="limit">The maximum size of a file, in bytes.</param>
internal sealed class PluginFilesValidator(long limit) : IPluginValidator
{
    public void Validate(PluginStatus plugin, PluginManifest manifest)
    {
        var listed = manifest.Files.Keys.Select(file => PluginPaths.Resolve(plugin.Directory, file)).ToHashSet(StringComparer.Ordinal);
        foreach (var bundle in manifest.Tasks.Select(task => task.Bundle).OfType<string>())
            PluginPaths.Resolve(plugin.Directory, bundle);

        var files = new PinnedFiles(plugin.Directory, manifest, limit);
        foreach (var file in manifest.Files.Keys)
            files.Verify(file);

        listed.Add(Path.Combine(plugin.Directory, PluginManifest.FileName));
        if (PluginPaths.EnumerateFiles(plugin.Directory).FirstOrDefault(file => !listed.Contains(file.FullName)) is { } unlisted)
        {
            throw new PluginRefusedException(
                PluginState.FileUnlisted,
                $"{unlisted.FullName} is not listed in {PluginManifest.FileName}. "
                + "Delete it, or build the plugin again if the file belongs to it.");
        }
    }
}
