using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Arguments;

/// <summary>Checks a directory for results before the work begins, so that hours of it are not lost.</summary>
internal static class OutputDirectory
{
    /// <summary>Writes a file to the directory, and leaves nothing behind: a training that is stopped has no output.</summary>
    /// <param name="directory">The directory; <see langword="null"/> if nothing is written.</param>
    /// <exception cref="InputException">The directory cannot be created or written.</exception>
    public static void RequireWritable(DirectoryInfo? directory)
    {
        if (directory is null)
            return;

        try
        {
            var missing = FindTopmostMissing(directory);
            Directory.CreateDirectory(directory.FullName);
            File.Delete(WriteProbe(directory));
            missing?.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out: {directory.FullName} cannot be written: {error.Message} Choose another directory.", error);
        }
    }

    private static DirectoryInfo? FindTopmostMissing(DirectoryInfo directory)
    {
        DirectoryInfo? missing = null;
        for (DirectoryInfo? current = directory; current is { Exists: false }; current = current.Parent)
            missing = current;

        return missing;
    }

    private static string WriteProbe(DirectoryInfo directory)
    {
        var path = Path.Combine(directory.FullName, Path.GetRandomFileName());
        File.WriteAllBytes(path, [0]);
        return path;
    }
}
