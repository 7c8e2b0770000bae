using System.Text.Json;

namespace AdapterKit.Hosting;

/// <summary>Finds plugins in a directory and reads their manifests.</summary>
/// <param name="options">What the host requires.</param>
internal sealed class PluginDiscovery(PluginHostOptions options)
{
    /// <summary>The maximum number of files of a plugin.</summary>
    public const int MaxFiles = 10_000;

    /// <summary>
    /// Finds plugins: every subdirectory is a plugin, valid or refused, and whatever else lies there is none; in the order of their names.
    /// </summary>
    public IEnumerable<PluginStatus> Find(string directory) => Directory.Exists(directory)
        ? Directory.GetFileSystemEntries(Path.GetFullPath(directory), "*", PluginPaths.Everything)
            .Order(StringComparer.Ordinal).Select(Read)
        : [];

    private PluginStatus Read(string directory)
    {
        var status = new PluginStatus(directory, PluginState.Found);
        try
        {
            PluginPaths.RefuseLink(directory);
            if (!Directory.Exists(directory))
            {
                return status.Refuse(new(
                    PluginState.NotAPlugin, $"{directory} is no directory. A plugin is a directory with a {PluginManifest.FileName}."));
            }

            var manifest = RegularFile.ReadAll(PluginPaths.Resolve(directory, PluginManifest.FileName), PluginManifest.MaxBytes);
            status = status with { ManifestHash = ContentHash.Compute(manifest) };
            return Measure(status) with { Manifest = PluginManifest.Parse(manifest) };
        }
        catch (PluginRefusedException refusal)
        {
            return status.Refuse(refusal);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            var (problem, remedy) = error switch
            {
                FileNotFoundException => ("is missing.", "Copy the plugin's whole output directory again, or build it again."),
                UnauthorizedAccessException => ($"cannot be read: {error.Message}", "Check its permissions."),
                _ => ($"cannot be read: {error.Message}", "Copy the plugin's whole output directory again, or build it again."),
            };
            return status.Refuse(new(
                PluginState.ManifestInvalid, $"{Path.Combine(directory, PluginManifest.FileName)} {PrintableText.From(problem)} {remedy}"));
        }
    }

    // Sizes first: a sparse file of a terabyte takes no space, and an hour to read.
    private PluginStatus Measure(PluginStatus status)
    {
        var (files, size) = (0, 0L);
        foreach (var file in PluginPaths.EnumerateFiles(status.Directory))
        {
            (files, size) = (files + 1, size + Math.Min(file.Length, options.MaxPluginBytes + 1));
            if (files > MaxFiles || size > options.MaxPluginBytes)
            {
                return (status with { Size = size }).Refuse(new(
                    PluginState.TooLarge,
                    $"{status.Directory} has more than {options.MaxPluginBytes} bytes or {MaxFiles} files, which is more than this host "
                    + $"accepts. Remove what does not belong there, or raise {nameof(PluginHostOptions)}."
                    + $"{nameof(PluginHostOptions.MaxPluginBytes)}."));
            }
        }

        return status with { Size = size };
    }
}
