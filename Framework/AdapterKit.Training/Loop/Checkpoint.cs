using System.Globalization;

namespace AdapterKit.Training;

/// <summary>Everything that is needed to resume a training as if it had never stopped: one safetensors file, replaced as a whole.</summary>
/// <param name="directory">The directory of the file.</param>
/// <param name="fingerprint">Identifies the training that the file belongs to.</param>
internal sealed class Checkpoint(string directory, string fingerprint)
{
    private readonly string path = Path.Combine(directory, "checkpoint.safetensors");

    public bool Exists => File.Exists(path);

    public void Save(TrainingState state)
    {
        Directory.CreateDirectory(directory);
        using var frozen = no_grad();
        SafetensorsFile.Write(path, state.GetTensors(), new Dictionary<string, string>
        {
            ["fingerprint"] = fingerprint,
            ["step"] = state.Step.ToString(CultureInfo.InvariantCulture),
            ["weightSteps"] = string.Join(',', state.WeightSteps.Select(step => step.ToString(CultureInfo.InvariantCulture))),
            ["bestEpoch"] = state.BestEpoch.ToString(CultureInfo.InvariantCulture),
            ["bestScore"] = state.BestScore.ToString("R", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Restores a state from the file.</summary>
    /// <exception cref="CheckpointMismatchException">The file belongs to another task, data set or recipe.</exception>
    public void Load(TrainingState state)
    {
        using var file = SafetensorsFile.Open(path);
        if (file.Metadata.GetValueOrDefault("fingerprint") != fingerprint)
        {
            throw new CheckpointMismatchException(
                $"{path} belongs to another task, data set or recipe than this training. "
                + "Resume with the same arguments, or delete the file to start from the beginning.");
        }

        using var frozen = no_grad();
        foreach (var (name, tensor) in state.GetTensors())
            file.CopyInto(name, tensor);

        state.Resume(
            int.Parse(file.Metadata["step"], CultureInfo.InvariantCulture),
            [.. file.Metadata["weightSteps"].Split(',').Select(step => long.Parse(step, CultureInfo.InvariantCulture))],
            int.Parse(file.Metadata["bestEpoch"], CultureInfo.InvariantCulture),
            double.Parse(file.Metadata["bestScore"], CultureInfo.InvariantCulture));
    }

    public void Delete() => File.Delete(path);
}
