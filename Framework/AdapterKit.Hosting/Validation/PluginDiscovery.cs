using System.Text.Json;

namespace AdapterKit.Hosting;

/// <summary>Finds plugins in a directory and reads their manifests.</summary>
internal static class PluginDiscovery
{
    /// <summary>Finds plugins: every subdirectory is a plugin, valid or refused, in the order of their names.</summary>
    public static IEnumerable<PluginStatus> Find(string directory) => Directory.Exists(directory)
        ? Directory.GetDirectories(Path.GetFullPath(directory)).Order(StringComparer.Ordinal).Select(Read)
        : [];

    private static PluginStatus Read(string directory)
    {
        var status = new PluginStatus(directory, PluginState.Found);
        try
        {
            PluginPaths.RefuseLink(directory);
            var manifest = File.ReadAllBytes(PluginPaths.Resolve(directory, PluginManifest.FileName));
            status = status with
            {
                Size = PluginPaths.EnumerateFiles(directory).Sum(file => file.Length),
                ManifestHash = ContentHash.Compute(manifest),
            };
            return status with { Manifest = PluginManifest.Parse(manifest) };
        }
        catch (PluginRefusedException refusal)
        {
            return status.Refuse(refusal);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            var problem = error is FileNotFoundException ? "is missing." : $"cannot be read: {error.Message}";
            return status.Refuse(new(
                PluginState.ManifestInvalid,
                $"{Path.Combine(directory, PluginManifest.FileName)} {problem} "
                + "Copy the plugin's whole output directory again, or build it again."));
        }
    }
}
