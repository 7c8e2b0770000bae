using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Npm;
using AdapterKit.Training;

namespace AdapterKit.Cli.Runs;

/// <summary>A training that saves checkpoints, so that it can be stopped and resumed; they stay until its result is stored.</summary>
internal sealed class ResumableRun : IDisposable
{
    private readonly CheckpointDirectory checkpoints;
    private readonly bool resume;
    private readonly IReadOnlyList<string> parts;

    private ResumableRun(CheckpointDirectory checkpoints, bool resume, IReadOnlyList<string> parts) =>
        (this.checkpoints, this.resume, this.parts) = (checkpoints, resume, parts);

    /// <summary>The directory of the checkpoints.</summary>
    public string Directory => checkpoints.Path;

    private bool HasCheckpoint => CheckpointDirectory.HasCheckpoint(Directory, parts);

    /// <summary>Takes the checkpoint directory of a training.</summary>
    /// <param name="directory">The directory; <see langword="null"/> for one in the user's cache.</param>
    /// <param name="name">The name of the training.</param>
    /// <param name="resume">Whether to continue from the checkpoints; otherwise they are deleted when training starts.</param>
    /// <param name="parts">The subdirectories when several tasks save; none for a single task.</param>
    /// <exception cref="InputException">There is nothing to resume, or the directory cannot be written.</exception>
    /// <exception cref="IOException">Another training has the directory.</exception>
    public static ResumableRun Open(DirectoryInfo? directory, string name, bool resume, IReadOnlyList<string> parts)
    {
        var path = directory?.FullName ?? Path.Combine(new PackageCache().Directory, "checkpoints", name);
        if (resume && !CheckpointDirectory.HasCheckpoint(path, parts))
            throw new InputException($"There is nothing to resume in {path}.");

        OutputDirectory.RequireWritable(new DirectoryInfo(path), "--checkpoints");
        return new ResumableRun(CheckpointDirectory.Open(path, parts), resume, parts);
    }

    /// <summary>Runs the training.</summary>
    /// <exception cref="StoppedException">The training was stopped; the message says how to resume it.</exception>
    /// <exception cref="InputException">
    /// The training rejects its input, diverged or cannot save, or the checkpoints are damaged or belong to another training.
    /// </exception>
    public T Run<T>(Func<T> train)
    {
        try
        {
            if (!resume)
                checkpoints.Delete();

            return train();
        }
        catch (OperationCanceledException error)
        {
            throw new StoppedException(
                $"Stopped. Progress is saved in {Directory}; run the same command with --resume to continue.", error);
        }
        catch (TrainingDivergedException error)
        {
            var kept = HasCheckpoint ? $" The last good state is kept in {Directory}." : "";
            throw new InputException($"{error.Message} Nothing was written to --out.{kept}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var kept = HasCheckpoint
                ? $"Progress is saved in {Directory}; when there is room, run the same command with --resume to continue."
                : "Nothing is saved yet; make room, or choose another directory with --checkpoints.";
            throw new InputException($"The training had to stop: {error.Message} {kept}", error);
        }
        catch (Exception error) when (error is ArgumentException or CheckpointMismatchException or CheckpointDamagedException)
        {
            throw new InputException(error.Message, error);
        }
    }

    /// <summary>Stores the result, and deletes the checkpoints when it stands.</summary>
    /// <param name="store">Writes the result, and reads it back.</param>
    /// <exception cref="InputException">The result cannot be stored; the user is told how to store it elsewhere.</exception>
    public void Store(Action store)
    {
        try
        {
            store();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or BundleException or BackboneException)
        {
            throw new InputException(
                $"--out cannot be written: {error.Message} The training is done and kept in {Directory}: run the same command with "
                + "--resume and another --out, which writes the result without training again.",
                error);
        }

        checkpoints.Delete();
    }

    /// <summary>Lets other trainings have the directory.</summary>
    public void Dispose() => checkpoints.Dispose();
}
