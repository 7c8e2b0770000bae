using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdapterKit.Backbones;

/// <summary>A BERT on disk, complete with its tokenizer: <c>backbone.json</c>, <c>model.safetensors</c> and <c>vocab.json</c>.</summary>
public static class BertFolder
{
    /// <summary>The name of the manifest, by which such a folder is known.</summary>
    public const string ManifestFile = "backbone.json";

    private const string WeightsFile = "model.safetensors";
    private const string VocabularyFile = "vocab.json";
    private const int Format = 1;

    /// <summary>Whether a folder holds such a BERT.</summary>
    /// <param name="directory">The folder.</param>
    public static bool Is(string directory) => File.Exists(Path.Combine(directory, ManifestFile));

    /// <summary>Writes a model; the manifest comes last, so that what is half written is refused.</summary>
    /// <param name="directory">The folder; made where it is missing.</param>
    /// <param name="id">The name that tasks are declared for.</param>
    /// <param name="model">The model, with the head that it was pretrained with.</param>
    /// <param name="config">Its geometry.</param>
    /// <param name="vocabulary">The vocabulary file of its <see cref="BertUnigramTokenizer"/>.</param>
    /// <param name="training">How it was trained and how well it did; for people, never read back.</param>
    public static void Save(string directory, string id, BertMaskedLanguageModel model, BertConfig config, string vocabulary, JsonObject? training = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Directory.CreateDirectory(directory);
        var manifest = Path.Combine(directory, ManifestFile);
        File.Delete(manifest);
        using (NewDisposeScope())
            SafetensorsFile.Write(Path.Combine(directory, WeightsFile), model.Weights());

        File.Copy(vocabulary, Path.Combine(directory, VocabularyFile), overwrite: true);
        var content = new BertManifest(Format, id, config, Describe(VocabularyFile), Describe(WeightsFile), training);
        File.WriteAllText(manifest, JsonSerializer.Serialize(content, BertJson.Default.BertManifest) + "\n", new UTF8Encoding(false));

        BackboneFile Describe(string file) => new(file, ContentHash.OfFile(Path.Combine(directory, file)));
    }

    /// <summary>Loads the frozen model.</summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="BackboneException">A file is missing, malformed, of another format version, or altered.</exception>
    public static BertModel Load(string directory)
    {
        var path = Path.Combine(directory, ManifestFile);
        var manifest = ReadManifest(path);
        var tokenizer = BertUnigramTokenizer.Open(Checked(manifest.Vocabulary));
        if (manifest.Config.Vocabulary != tokenizer.Vocabulary)
            throw new BackboneException($"{path}: 'config.vocabulary' is {manifest.Config.Vocabulary}, but the tokenizer has {tokenizer.Vocabulary} ids.");

        try
        {
            return BertModel.Load(Checked(manifest.Weights), manifest.Config, tokenizer, manifest.Id);
        }
        catch (Exception error) when (error is SafetensorsException or ArgumentException)
        {
            throw new BackboneException($"{path}: its weights do not fit the geometry. {error.Message}", error);
        }

        string Checked(BackboneFile file)
        {
            var found = Path.Combine(directory, file.File);
            if (file.File != Path.GetFileName(file.File) || !File.Exists(found))
                throw new BackboneException($"{path}: the file '{file.File}' is not beside it.");

            var hash = ContentHash.OfFile(found);
            return hash == file.Hash
                ? found
                : throw new BackboneException($"{found}: its hash is {hash}, but {ManifestFile} says {file.Hash}. It was altered or cut short: copy the folder again.");
        }
    }

    private static BertManifest ReadManifest(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(ModelFiles.Read(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (!document.RootElement.TryGetProperty("format", out var format) || format.GetInt32() != Format)
                throw new BackboneException($"{path}: 'format' is not {Format}. Use a folder made by this version.");

            return document.RootElement.Deserialize(BertJson.Default.BertManifest)!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new BackboneException($"{path}: {error.Message}", error);
        }
    }
}
