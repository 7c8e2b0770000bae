using AdapterKit.Hosting;
using TorchSharp;

namespace AdapterKit.LoadTests;

/// <summary>A version of a task: the bundle of its weights, and what it answers.</summary>
/// <param name="Directory">The bundle.</param>
/// <param name="Weights">The hash of its weights.</param>
/// <param name="Answers">The probability of the most probable label, by text.</param>
internal sealed record Version(string Directory, string Weights, IReadOnlyDictionary<string, double> Answers)
{
    /// <summary>Makes a version by scaling the weights of a task that is served.</summary>
    public static Version Create(TaskAdapter served, string directory, double scale, IReadOnlyList<string> texts)
    {
        var plugin = Path.Combine(AppContext.BaseDirectory, "plugins", "Spam", "spam");
        using var task = (ClassificationTask)Bundle.Open(plugin).Load(served.Declaration, served.Backbone);
        using (torch.no_grad())
        {
            foreach (var parameter in task.parameters())
                parameter.mul_(scale);
        }

        var weights = Bundle.Save(directory, task).Manifest.Weights.Hash;
        return new(directory, weights, texts.Zip(task.Predict(texts)).ToDictionary(pair => pair.First, pair => pair.Second.Probability));
    }

    /// <summary>Spoils the weights of a copy.</summary>
    /// <returns>The directory of the copy.</returns>
    public string CopyBroken(string directory)
    {
        System.IO.Directory.CreateDirectory(directory);
        foreach (var file in System.IO.Directory.GetFiles(Directory))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));

        using var weights = File.OpenWrite(Path.Combine(directory, "adapter.safetensors"));
        weights.Seek(-8, SeekOrigin.End);
        weights.Write([1, 2, 3, 4, 5, 6, 7, 8]);
        return directory;
    }

    /// <summary>Whether a result is what this version answers.</summary>
    public bool Matches(string text, RowResult result) => result.WeightsHash == Weights
        && result.Prediction is Prediction prediction
        && Math.Abs(prediction.Probability - Answers[text]) < 1e-4;
}
