using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdapterKit.Backbones;

/// <summary>A BERT on disk, with its tokenizer: <c>backbone.json</c>, <c>model.safetensors</c> and <c>vocab.json</c>.</summary>
public static class BertDirectory
{
    /// <summary>The name of the manifest, by which such a directory is recognized.</summary>
    public const string ManifestFile = BertFiles.Manifest;

    /// <summary>Returns whether a directory contains a saved BERT.</summary>
    /// <param name="directory">The directory.</param>
    public static bool Exists(string directory) => BertFiles.Exist(directory);

    /// <summary>
    /// Saves a model: replaces the one in the directory as a whole. Several savers of one directory wait for each other. If a save is
    /// interrupted, the directory holds the old model or the new one.
    /// </summary>
    /// <param name="directory">The directory; created if it does not exist.</param>
    /// <param name="id">The backbone id that tasks are declared for.</param>
    /// <param name="model">The model, with its masked language modeling head.</param>
    /// <param name="config">The geometry of the model.</param>
    /// <param name="pooling">How the hidden states of a text are pooled into one vector.</param>
    /// <param name="vocabulary">The path of the vocabulary of its <see cref="BertUnigramTokenizer"/>.</param>
    /// <param name="training">How the model was trained and its results; for people only, never read.</param>
    /// <exception cref="IOException">The directory cannot be written; a model that was there is unchanged.</exception>
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
        using var exclusive = new DirectoryLock(directory);
        var newVocabulary = BertFiles.NewPathOf(directory, BertFiles.Vocabulary);
        try
        {
            BertFiles.FinishInterrupted(directory);
            BertFiles.DeleteNew(directory);
            WriteToDisk(newVocabulary, File.ReadAllBytes(vocabulary));
            CheckpointWriter.Write(BertFiles.NewPathOf(directory, BertFiles.Weights), model);
            var manifest = new BertManifest(
                BertFiles.Format, id, config, pooling, Describe(BertFiles.Vocabulary), Describe(BertFiles.Weights), training);
            var json = JsonSerializer.Serialize(manifest, BertJson.Default.BertManifest) + "\n";
            WriteToDisk(BertFiles.NewPathOf(directory, BertFiles.Manifest), Encoding.UTF8.GetBytes(json));
            BertFiles.TakePlace(directory);
        }
        catch when (File.Exists(newVocabulary))
        {
            // The old model still stands: leave no half of a new one beside it.
            BertFiles.DeleteNew(directory);
            throw;
        }

        BackboneFile Describe(string file) => new(file, ContentHash.ComputeFile(BertFiles.NewPathOf(directory, file)));
    }

    /// <summary>Loads the model, frozen.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="BackboneException">A file is missing, malformed, altered, or has another format version.</exception>
    public static BertModel Load(string directory)
    {
        var found = BertFiles.Find(directory);
        var (path, manifest) = (found.ManifestPath, found.Manifest);
        var tokenizer = BertUnigramTokenizer.Open(found.Vocabulary);
        if (manifest.Config.Vocabulary != tokenizer.Vocabulary)
        {
            throw new BackboneException(
                $"{path}: 'config.vocabulary' is {manifest.Config.Vocabulary}, but the tokenizer has {tokenizer.Vocabulary} ids.");
        }

        try
        {
            return BertModel.Load(found.Weights, manifest.Config, tokenizer, manifest.Id, manifest.Pooling);
        }
        catch (Exception error) when (error is SafetensorsException or CheckpointException or ArgumentException)
        {
            throw new BackboneException($"{path}: the weights do not fit the geometry in 'config'. {error.Message}", error);
        }
    }

    private static void WriteToDisk(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        DiskSteps.Write(stream, content);
        DiskSteps.Flush(stream);
    }
}
