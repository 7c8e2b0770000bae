using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdapterKit.Interchange;

/// <summary>Collects the files of a folder and writes them all at once.</summary>
internal sealed class FolderWriter
{
    // As the libraries themselves write it: sorted, and indented by two.
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    private readonly List<(string Name, string Text)> texts = [];
    private readonly List<(string Name, IReadOnlyList<KeyedWeight> Keyed, IReadOnlyList<(string Key, Tensor Value)> Computed)> weights = [];

    /// <summary>Adds a configuration.</summary>
    public void Add(string name, JsonObject fields) => texts.Add((name, Sort(fields).ToJsonString(Indented)));

    /// <summary>Adds weights, as a safetensors file.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="keyed">Weights of a task.</param>
    /// <param name="computed">Tensors that were computed from them; borrowed until the folder is written.</param>
    public void Add(string name, IReadOnlyList<KeyedWeight> keyed, params IReadOnlyList<(string Key, Tensor Value)> computed) =>
        weights.Add((name, keyed, computed));

    /// <summary>Writes the folder, which appears whole or not at all.</summary>
    /// <exception cref="IOException">The folder has files already, or cannot be written.</exception>
    public void Write(string directory)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new IOException($"{directory} is not empty. Choose another folder.");

        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var staged = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(staged);
            foreach (var (name, text) in texts)
                File.WriteAllText(Path.Combine(staged, name), text, new UTF8Encoding(false));

            foreach (var (name, keyed, computed) in weights)
            {
                using var scope = NewDisposeScope();
                SafetensorsFile.Write(
                    Path.Combine(staged, name), [.. keyed.Select(weight => (weight.Key, weight.Read())), .. computed], Metadata);
            }

            if (Directory.Exists(path))
                Directory.Delete(path);

            Directory.Move(staged, path);
        }
        catch
        {
            if (Directory.Exists(staged))
                Directory.Delete(staged, recursive: true);

            throw;
        }
    }

    private static JsonObject Sort(JsonObject fields) => new(fields
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => KeyValuePair.Create(
            field.Key, field.Value is JsonObject inner ? Sort(inner) : field.Value?.DeepClone())));
}
