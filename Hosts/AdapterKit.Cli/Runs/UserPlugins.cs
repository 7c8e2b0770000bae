using System.IO.Compression;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Runs;

/// <summary>The plugins that a user has added.</summary>
/// <param name="root">The directory with one subdirectory per plugin.</param>
internal sealed class UserPlugins(string root)
{
    private const string ManifestFile = "plugin.json";

    /// <exception cref="InputException">The user has no home directory.</exception>
    public static UserPlugins Open() => new(PluginDirectories.OfUser
        ?? throw new InputException("This user has no home directory for plugins. Name a directory with --plugins instead."));

    /// <summary>Validates a plugin and copies it; it appears whole or not at all.</summary>
    /// <returns>The id of the plugin, and the version that it replaced.</returns>
    /// <exception cref="InputException">The source is not a plugin, or it is refused.</exception>
    public (string Id, string? Replaced) Add(string source)
    {
        // Beside the plugins, so that the last step is a rename.
        var staging = Path.Combine($"{root}.staging", Guid.NewGuid().ToString("N"));
        try
        {
            Stage(source, Path.Combine(staging, "new"));
            var plugin = PluginHost.Discover(staging).Single();
            if (plugin.IsRefused)
                throw new InputException($"{source} was refused ({plugin.State}): {plugin.Reason}");

            var target = Path.Combine(root, plugin.Id);
            var replaced = PluginHost.Discover(root).FirstOrDefault(other => other.Directory == target)?.Manifest?.Version;
            Directory.CreateDirectory(root);
            if (Directory.Exists(target))
                Directory.Move(target, Path.Combine(staging, "old"));

            Directory.Move(Path.Combine(staging, "new"), target);
            return (plugin.Id, replaced);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>Deletes a plugin.</summary>
    /// <exception cref="InputException">The user has added no plugin with this id.</exception>
    public void Remove(string id)
    {
        var added = PluginHost.Discover(root);
        var found = added.FirstOrDefault(plugin => plugin.Id == id) ?? throw new InputException(
            $"No plugin '{id}' was added.{Suggestion.For(id, added.Select(plugin => plugin.Id))} "
            + $"Added plugins: {(added.Count == 0 ? "none" : string.Join(", ", added.Select(plugin => plugin.Id)))}.");
        Directory.Delete(found.Directory, recursive: true);
    }

    private static void Stage(string source, string target)
    {
        // Before anything is copied: the source may be a home directory by mistake.
        if (Directory.Exists(source) && !File.Exists(Path.Combine(source, ManifestFile)))
            throw NoPlugin(source);

        if (Directory.Exists(source))
            Copy(source, target);
        else if (File.Exists(source))
            Unzip(source, target);
        else
            throw new InputException($"{source}: there is no such directory or file.");

        if (!File.Exists(Path.Combine(target, ManifestFile)))
            throw NoPlugin(source);
    }

    private static InputException NoPlugin(string source) =>
        new($"{source} has no {ManifestFile}, so it is not a plugin. Name the directory that the build of a plugin wrote.");

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static void Unzip(string source, string target)
    {
        try
        {
            ZipFile.ExtractToDirectory(source, target);
        }
        catch (InvalidDataException error)
        {
            throw new InputException($"{source} is not a .zip file: {error.Message}", error);
        }

        // An archive of a directory contains that directory.
        if (!File.Exists(Path.Combine(target, ManifestFile))
            && Directory.GetFileSystemEntries(target) is [var only] && Directory.Exists(only))
        {
            var inner = $"{target}.inner";
            Directory.Move(only, inner);
            Directory.Delete(target);
            Directory.Move(inner, target);
        }
    }
}
