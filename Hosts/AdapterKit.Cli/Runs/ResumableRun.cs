using AdapterKit.Npm;
using AdapterKit.Training;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Runs;

/// <summary>A training that saves checkpoints, so that it can be stopped and resumed.</summary>
internal sealed class ResumableRun
{
    private const string FileName = "checkpoint.safetensors";

    private readonly Terminal terminal;

    private ResumableRun(Terminal terminal, string directory) => (this.terminal, Directory) = (terminal, directory);

    /// <summary>The directory of the checkpoints.</summary>
    public string Directory { get; }

    /// <summary>Prepares the checkpoint directory of a training.</summary>
    /// <param name="terminal">Shows that the training was stopped.</param>
    /// <param name="directory">The directory; <see langword="null"/> for one in the user's cache.</param>
    /// <param name="name">The name of the training.</param>
    /// <param name="resume">Whether to continue from the checkpoints in the directory; otherwise they are deleted.</param>
    /// <param name="parts">The subdirectories when several tasks save; none for a single task.</param>
    /// <exception cref="InputException">There is nothing to resume.</exception>
    public static ResumableRun Open(Terminal terminal, DirectoryInfo? directory, string name, bool resume, IReadOnlyList<string> parts)
    {
        var path = directory?.FullName ?? Path.Combine(new PackageCache().Directory, "checkpoints", name);
        foreach (var file in parts.DefaultIfEmpty("").Select(part => Path.Combine(path, part, FileName)))
        {
            if (resume && !File.Exists(file))
                throw new InputException($"There is nothing to resume in {path}.");

            // File.Delete throws if the directory does not exist.
            if (!resume && File.Exists(file))
                File.Delete(file);
        }

        return new ResumableRun(terminal, path);
    }

    /// <summary>Runs the training.</summary>
    /// <exception cref="OperationCanceledException">The training was stopped; the user is told how to resume it.</exception>
    /// <exception cref="InputException">The training rejects its input, or the checkpoints belong to another training.</exception>
    public T Run<T>(Func<T> train)
    {
        try
        {
            return train();
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine($"Stopped. Progress is saved in {Directory}; run the same command with --resume to continue.");
            throw;
        }
        catch (Exception error) when (error is ArgumentException or CheckpointMismatchException)
        {
            throw new InputException(error.Message, error);
        }
    }
}
