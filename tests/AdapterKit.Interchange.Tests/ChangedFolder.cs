using System.Text.Json.Nodes;

namespace AdapterKit.Interchange.Tests;

/// <summary>A copy of a published folder that a test damages.</summary>
internal sealed class ChangedFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ChangedFolder(string original)
    {
        foreach (var file in Directory.EnumerateFiles(original))
            File.Copy(file, folder.PathOf(System.IO.Path.GetFileName(file)));
    }

    public string Path => folder.Root;

    public string PathOf(string file) => folder.PathOf(file);

    /// <summary>Changes fields of a configuration.</summary>
    public ChangedFolder With(Action<JsonObject> change, string file = "adapter_config.json")
    {
        var fields = JsonNode.Parse(File.ReadAllText(PathOf(file)))!.AsObject();
        change(fields);
        File.WriteAllText(PathOf(file), fields.ToJsonString());
        return this;
    }

    /// <summary>Changes the weights, which become a safetensors file of that name.</summary>
    public ChangedFolder WithWeights(
        string file, Func<string, Tensor, IEnumerable<(string Key, Tensor Value)>> change, string? from = null)
    {
        using var scope = NewDisposeScope();
        var tensors = new List<(string, Tensor)>();
        var source = PathOf(from ?? file);
        using (CheckpointSource weights = source.EndsWith(".bin", StringComparison.Ordinal)
            ? TorchCheckpoint.Open(source)
            : SafetensorsCheckpoint.Open(source))
        {
            tensors.AddRange(weights.Keys.SelectMany(key => change(key, weights.Read(key))));
        }

        File.Delete(source);
        SafetensorsFile.Write(PathOf(file), tensors);
        return this;
    }

    public void Dispose() => folder.Dispose();
}
