using System.Globalization;

namespace AdapterKit.Training;

/// <summary>What it takes to go on with training as if it had never stopped: one safetensors file, replaced whole.</summary>
internal sealed class Checkpoint(string directory, string fingerprint)
{
    private readonly string path = Path.Combine(directory, "checkpoint.safetensors");

    public bool Exists => File.Exists(path);

    public void Save(TrainingState state)
    {
        Directory.CreateDirectory(directory);
        using var frozen = no_grad();
        SafetensorsFile.Write(path, state.Tensors(), new Dictionary<string, string>
        {
            ["fingerprint"] = fingerprint,
            ["step"] = state.Step.ToString(CultureInfo.InvariantCulture),
            ["weightSteps"] = string.Join(',', state.WeightSteps),
            ["bestEpoch"] = state.BestEpoch.ToString(CultureInfo.InvariantCulture),
            ["bestScore"] = state.BestScore.ToString("R", CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Brings a state to where the file left it.</summary>
    /// <exception cref="InvalidOperationException">The file belongs to another task, data set or recipe.</exception>
    public void Load(TrainingState state)
    {
        using var file = SafetensorsFile.Open(path);
        if (file.Metadata.GetValueOrDefault("fingerprint") != fingerprint)
        {
            throw new InvalidOperationException(
                $"{path} is of another task, data set or recipe than the one to resume. Resume with the same arguments, or delete it to start afresh.");
        }

        using var frozen = no_grad();
        foreach (var (name, tensor) in state.Tensors())
            file.CopyInto(name, tensor);

        state.Resume(
            int.Parse(file.Metadata["step"], CultureInfo.InvariantCulture),
            [.. file.Metadata["weightSteps"].Split(',').Select(step => long.Parse(step, CultureInfo.InvariantCulture))],
            int.Parse(file.Metadata["bestEpoch"], CultureInfo.InvariantCulture),
            double.Parse(file.Metadata["bestScore"], CultureInfo.InvariantCulture));
    }

    public void Delete() => File.Delete(path);
}
