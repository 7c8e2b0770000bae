using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdapterKit.Backbones;

/// <summary>A BERT on disk, with its tokenizer: <c>backbone.json</c>, <c>model.safetensors</c> and <c>vocab.json</c>.</summary>
public static class BertDirectory
{
    /// <summary>The name of the manifest, by which such a directory is recognized.</summary>
    public const string ManifestFile = "backbone.json";

    private const string WeightsFile = "model.safetensors";
    private const string VocabularyFile = "vocab.json";
    private const int Format = 2;

    /// <summary>Returns whether a directory contains a saved BERT.</summary>
    /// <param name="directory">The directory.</param>
    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, ManifestFile));

    /// <summary>Saves a model. The manifest is written last, so that an incomplete directory is refused.</summary>
    /// <param name="directory">The directory; created if it does not exist.</param>
    /// <param name="id">The backbone id that tasks are declared for.</param>
    /// <param name="model">The model, with its masked language modeling head.</param>
    /// <param name="config">The geometry of the model.</param>
    /// <param name="pooling">How the hidden states of a text are pooled into one vector.</param>
    /// <param name="vocabulary">The path of the vocabulary of its <see cref="BertUnigramTokenizer"/>.</param>
    /// <param name="training">How the model was trained and its results; for people only, never read.</param>
    public static void Save(
        string directory,
        string id,
        BertMaskedLanguageModel model,
        BertConfig config,
        Pooling pooling,
        string vocabulary,
        JsonObject? training = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Directory.CreateDirectory(directory);
        var manifest = Path.Combine(directory, ManifestFile);
        File.Delete(manifest);
        using (NewDisposeScope())
            CheckpointWriter.Write(Path.Combine(directory, WeightsFile), model);

        File.Copy(vocabulary, Path.Combine(directory, VocabularyFile), overwrite: true);
        var content = new BertManifest(Format, id, config, pooling, Describe(VocabularyFile), Describe(WeightsFile), training);
        File.WriteAllText(manifest, JsonSerializer.Serialize(content, BertJson.Default.BertManifest) + "\n", new UTF8Encoding(false));

        BackboneFile Describe(string file) => new(file, ContentHash.ComputeFile(Path.Combine(directory, file)));
    }

    /// <summary>Loads the model, frozen.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="BackboneException">A file is missing, malformed, altered, or has another format version.</exception>
    public static BertModel Load(string directory)
    {
        var path = Path.Combine(directory, ManifestFile);
        var manifest = ReadManifest(path);
        var tokenizer = BertUnigramTokenizer.Open(Verify(directory, manifest.Vocabulary));
        if (manifest.Config.Vocabulary != tokenizer.Vocabulary)
        {
            throw new BackboneException(
                $"{path}: 'config.vocabulary' is {manifest.Config.Vocabulary}, but the tokenizer has {tokenizer.Vocabulary} ids.");
        }

        try
        {
            return BertModel.Load(Verify(directory, manifest.Weights), manifest.Config, tokenizer, manifest.Id, manifest.Pooling);
        }
        catch (Exception error) when (error is SafetensorsException or CheckpointException or ArgumentException)
        {
            throw new BackboneException($"{path}: the weights do not fit the geometry in 'config'. {error.Message}", error);
        }
    }

    private static string Verify(string directory, BackboneFile file)
    {
        var found = Path.Combine(directory, file.File);
        if (file.File != Path.GetFileName(file.File) || !File.Exists(found))
            throw new BackboneException($"{Path.Combine(directory, ManifestFile)}: the file '{file.File}' is not beside it.");

        var hash = ContentHash.ComputeFile(found);
        if (hash == file.Hash)
            return found;

        throw new BackboneException(
            $"{found}: its hash is {hash}, but {ManifestFile} says {file.Hash}. "
            + "The file was altered or truncated: copy the directory again.");
    }

    private static BertManifest ReadManifest(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(ModelFiles.Read(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (!document.RootElement.TryGetProperty("format", out var format) || format.GetInt32() != Format)
                throw new BackboneException($"{path}: 'format' is not {Format}. Use a directory that this version has written.");

            return document.RootElement.Deserialize(BertJson.Default.BertManifest)!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new BackboneException($"{path}: {error.Message}", error);
        }
    }
}
