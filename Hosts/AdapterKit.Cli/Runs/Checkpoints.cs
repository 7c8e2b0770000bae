using AdapterKit.Backbones;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Runs;

/// <summary>Where training saves what it has reached.</summary>
internal static class Checkpoints
{
    private const string FileName = "checkpoint.safetensors";

    /// <summary>The folder of one training, in the user's cache unless another one is given.</summary>
    /// <param name="given">The folder that the user named.</param>
    /// <param name="run">The training's name.</param>
    /// <param name="resume">Whether to go on from what is there; otherwise it is deleted.</param>
    /// <param name="parts">The folders inside, where several tasks are saved; none for a single one.</param>
    /// <exception cref="InputException">There is nothing to resume.</exception>
    public static string Folder(DirectoryInfo? given, string run, bool resume, params IReadOnlyList<string> parts)
    {
        var folder = given?.FullName ?? Path.Combine(new PackageCache().Directory, "checkpoints", run);
        foreach (var file in parts.DefaultIfEmpty("").Select(part => Path.Combine(folder, part, FileName)))
        {
            if (!resume)
                Delete(file);
            else if (!File.Exists(file))
                throw new InputException($"There is nothing to resume in {folder}.");
        }

        return folder;
    }

    private static void Delete(string file)
    {
        if (File.Exists(file))
            File.Delete(file);
    }
}
