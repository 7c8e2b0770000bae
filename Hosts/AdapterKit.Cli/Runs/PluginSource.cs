using System.IO.Compression;
using AdapterKit.Cli.Console;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Runs;

/// <summary>What <c>plugins add</c> copies: the directory of a plugin, or a <c>.zip</c> file with it.</summary>
internal static class PluginSource
{
    /// <exception cref="InputException">The source does not exist, or is not a plugin.</exception>
    public static void Copy(string source, string target)
    {
        if (Directory.Exists(source))
            CopyDirectory(source, target);
        else if (File.Exists(source))
            Unzip(source, target);
        else
            throw new InputException($"{source}: there is no such directory or file.");

        if (!IsPlugin(target))
        {
            throw new InputException(
                $"{source} has no {PluginManifest.FileName}, so it is not a plugin. Name the directory that the build of a plugin wrote.");
        }
    }

    private static bool IsPlugin(string directory) => File.Exists(Path.Combine(directory, PluginManifest.FileName));

    private static void CopyDirectory(string source, string target)
    {
        // Before anything is copied: this could be a home directory.
        if (!IsPlugin(source))
            return;

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
        if (!IsPlugin(target) && Directory.GetFileSystemEntries(target) is [var only] && Directory.Exists(only))
        {
            var inner = $"{target}.inner";
            Directory.Move(only, inner);
            Directory.Delete(target);
            Directory.Move(inner, target);
        }
    }
}
