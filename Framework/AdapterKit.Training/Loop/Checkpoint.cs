using System.Globalization;

namespace AdapterKit.Training;

/// <summary>Everything that is needed to resume a training as if it had never stopped: one safetensors file, replaced as a whole.</summary>
/// <param name="directory">The directory of the file.</param>
/// <param name="fingerprint">Identifies the training that the file belongs to.</param>
internal sealed class Checkpoint(string directory, string fingerprint)
{
    public const string FileName = "checkpoint.safetensors";

    public const string NewSuffix = ".new";

    private const string HashKey = "hash";

    private readonly string path = Path.Combine(directory, FileName);

    public bool Exists => File.Exists(path);

    /// <summary>Whether a save was interrupted after this state was saved, and before it was committed.</summary>
    public bool IsUncommitted => File.Exists(path + NewSuffix);

    /// <summary>
    /// Saves a state beside the old one, which <see cref="Commit"/> replaces: the checkpoints of several tasks change together.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="meanLoss">The moving average of the loss; <see langword="null"/> before the first step.</param>
    public void Save(TrainingState state, double? meanLoss)
    {
        Directory.CreateDirectory(directory);
        DeleteLeftovers(directory);
        using var frozen = no_grad();
        var tensors = state.GetTensors().ToList();
        var metadata = new Dictionary<string, string>
        {
            ["fingerprint"] = fingerprint,
            ["step"] = state.Step.ToString(CultureInfo.InvariantCulture),
            ["weightSteps"] = string.Join(',', state.WeightSteps.Select(step => step.ToString(CultureInfo.InvariantCulture))),
            ["bestEpoch"] = state.BestEpoch.ToString(CultureInfo.InvariantCulture),
            ["bestScore"] = Format(state.BestScore),
            ["meanLoss"] = Format(meanLoss),
            ["startLoss"] = Format(state.Losses.Start),
            ["epochLoss"] = Format(state.Losses.Sum),
            ["epochSteps"] = state.Losses.Count.ToString(CultureInfo.InvariantCulture),
        };
        metadata[HashKey] = CheckpointHash.Compute(metadata, tensors);
        SafetensorsFile.Write(path + NewSuffix, tensors, metadata);
    }

    /// <summary>Puts the saved state in the place of the old one.</summary>
    public void Commit() => File.Move(path + NewSuffix, path, overwrite: true);

    /// <summary>Restores a state from the file.</summary>
    /// <returns>The moving average of the loss; <see langword="null"/> before the first step.</returns>
    /// <exception cref="CheckpointDamagedException">The file is not a whole checkpoint; the state is unchanged.</exception>
    /// <exception cref="CheckpointMismatchException">
    /// The file belongs to another task, data set or recipe; the state is unchanged.
    /// </exception>
    public double? Load(TrainingState state)
    {
        try
        {
            using var file = SafetensorsFile.Open(path);
            RequireSame(file);
            return Load(file, state);
        }
        catch (SafetensorsException error)
        {
            throw new CheckpointDamagedException(path, error);
        }
    }

    /// <summary>Removes a state that was saved and not committed.</summary>
    public void Discard() => File.Delete(path + NewSuffix);

    /// <summary>Removes what killed trainings left behind in a directory while they saved.</summary>
    public static void DeleteLeftovers(string directory)
    {
        foreach (var file in Directory.Exists(directory) ? Directory.GetFiles(directory, FileName + ".*.tmp") : [])
            File.Delete(file);
    }

    private static double? Load(SafetensorsFile file, TrainingState state)
    {
        using var frozen = no_grad();
        foreach (var (name, tensor) in state.GetTensors())
            file.CopyInto(name, tensor);

        state.Resume(
            int.Parse(file.Metadata["step"], CultureInfo.InvariantCulture),
            [.. file.Metadata["weightSteps"].Split(',').Select(step => long.Parse(step, CultureInfo.InvariantCulture))],
            int.Parse(file.Metadata["bestEpoch"], CultureInfo.InvariantCulture),
            double.Parse(file.Metadata["bestScore"], CultureInfo.InvariantCulture));
        state.Losses.Restore(
            Parse(file.Metadata["startLoss"]),
            double.Parse(file.Metadata["epochLoss"], CultureInfo.InvariantCulture),
            int.Parse(file.Metadata["epochSteps"], CultureInfo.InvariantCulture));
        return Parse(file.Metadata["meanLoss"]);
    }

    private static string Format(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static double? Parse(string value) => value.Length == 0 ? null : double.Parse(value, CultureInfo.InvariantCulture);

    private void RequireSame(SafetensorsFile file)
    {
        if (file.Metadata.GetValueOrDefault(HashKey) != CheckpointHash.Compute(file, except: HashKey))
            throw new CheckpointDamagedException(path);

        if (file.Metadata.GetValueOrDefault("fingerprint") != fingerprint)
        {
            throw new CheckpointMismatchException(
                $"{path} belongs to another task, data set or recipe than this training. "
                + "Resume with the same arguments, or delete the file to start from the beginning.");
        }
    }
}
