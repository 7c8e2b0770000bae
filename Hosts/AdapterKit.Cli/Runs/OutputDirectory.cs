using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Runs;

/// <summary>Checks a directory for results before the work begins, so that hours of it are not lost.</summary>
internal static class OutputDirectory
{
    /// <summary>Writes a file to the directory, and leaves nothing behind: a training that is stopped has no output.</summary>
    /// <param name="directory">The directory; <see langword="null"/> if nothing is written.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="InputException">The directory cannot be created or written.</exception>
    public static void RequireWritable(DirectoryInfo? directory, string option = "--out")
    {
        if (directory is not null)
            Guard($"{option}: {directory.FullName}", "Choose another directory.", () => TryWrite(directory));
    }

    /// <summary>Checks a file for results in the same way.</summary>
    /// <exception cref="InputException">The file cannot be created or written.</exception>
    public static void RequireWritable(FileInfo file, string option) =>
        Guard($"{option}: {file.FullName}", "Choose another file.", () =>
        {
            if (file.Exists || Directory.Exists(file.FullName))
                file.OpenWrite().Dispose();
            else
                TryWrite(file.Directory!);
        });

    /// <summary>Writes a result of little work into the directory of --out.</summary>
    /// <exception cref="InputException">The result cannot be written.</exception>
    public static T Write<T>(Func<T> write)
    {
        T? result = default;
        Guard("--out", "Choose another directory.", () => result = write());
        return result!;
    }

    private static void Guard(string name, string advice, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{name} cannot be written: {error.Message} {advice}", error);
        }
    }

    private static void TryWrite(DirectoryInfo directory)
    {
        var missing = FindTopmostMissing(directory);
        Directory.CreateDirectory(directory.FullName);
        File.Delete(WriteProbe(directory));
        missing?.Delete(recursive: true);
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
