using System.Text.Json;

namespace AdapterKit.Hosting;

/// <summary>Finds plugins in a folder and reads what they say of themselves.</summary>
internal static class PluginDiscovery
{
    /// <summary>Every sub-folder is a plugin or a refused one, in the order of the names.</summary>
    public static IEnumerable<PluginStatus> Find(string folder) => Directory.Exists(folder)
        ? Directory.GetDirectories(Path.GetFullPath(folder)).Order(StringComparer.Ordinal).Select(Read)
        : [];

    private static PluginStatus Read(string folder)
    {
        var status = new PluginStatus(folder, PluginState.Found);
        try
        {
            PluginPaths.RefuseLink(folder);
            var manifest = File.ReadAllBytes(PluginPaths.Resolve(folder, PluginManifest.FileName));
            status = status with { Size = PluginPaths.Files(folder).Sum(file => file.Length), ManifestHash = ContentHash.Of(manifest) };
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
                $"{Path.Combine(folder, PluginManifest.FileName)} {problem} Copy the plugin's whole output folder again, or build it again."));
        }
    }
}
