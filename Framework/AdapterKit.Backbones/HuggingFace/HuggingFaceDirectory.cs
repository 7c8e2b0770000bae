using System.Runtime.InteropServices;

namespace AdapterKit.Backbones;

/// <summary>
/// A model as Hugging Face publishes it: <c>config.json</c>, the weights, and <c>tokenizer.json</c>, <c>vocab.txt</c>, or <c>vocab.json</c>
/// and <c>merges.txt</c> of a GPT-2; <c>preprocessor_config.json</c> for a model of images; <c>modules.json</c> if it comes from
/// sentence-transformers.
/// </summary>
public static class HuggingFaceDirectory
{
    private const string ConfigFile = "config.json";
    private const string TokenizerFile = "tokenizer.json";
    private const string VocabularyFile = "vocab.txt";
    private const string PairVocabularyFile = "vocab.json";
    private const string MergesFile = "merges.txt";
    private const string TokenizerConfigFile = "tokenizer_config.json";
    private const string AddedTokensFile = "added_tokens.json";

    /// <summary>Returns whether a directory contains a model of this form.</summary>
    /// <param name="directory">The directory.</param>
    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, ConfigFile));

    /// <summary>Loads the model, frozen.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="id">The backbone id that tasks are declared for; the name of the directory by default.</param>
    /// <param name="type">The kind of model that it must be, such as one of your own; by default, any that this library declares.</param>
    /// <returns>The model, owned by the caller.</returns>
    /// <exception cref="BackboneException">A file is missing or malformed, or the kind of model is not supported.</exception>
    public static PretrainedBackbone Load(string directory, string? id = null, ModelType? type = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return Read(directory, type, (found, weights, config) =>
        {
            var identity = Identify(directory, id, config, found);
            return RequireFits(directory, found.Load(weights, config, identity));
        });
    }

    /// <summary>Returns the <c>model_type</c> of a model that this library does not declare.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>The <c>model_type</c>; <see langword="null"/> if the model is supported, or the directory contains none.</returns>
    /// <exception cref="BackboneException"><c>config.json</c> is malformed.</exception>
    public static string? FindForeignType(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (!Exists(directory))
            return null;

        try
        {
            var name = ConfigReader.Open(Path.Combine(directory, ConfigFile)).Get("model_type", "");
            return ModelTypes.Contains(name) ? null : name;
        }
        catch (Exception error) when (error is CheckpointException or IOException or UnauthorizedAccessException)
        {
            throw new BackboneException(error.Message, error);
        }
    }

    /// <summary>Checks which keys of the weights the model uses.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="type">The kind of model that it must be, such as one of your own; by default, any that this library declares.</param>
    /// <exception cref="BackboneException">A file is missing or malformed, or the kind of model is not supported.</exception>
    public static CheckpointCoverage Check(string directory, ModelType? type = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return Read(directory, type, (found, weights, config) => found.Check(weights, config));
    }

    private static T Read<T>(string directory, ModelType? required, Func<ModelType, CheckpointSource, ConfigReader, T> use)
    {
        try
        {
            var config = ConfigReader.Open(Path.Combine(directory, ConfigFile));
            var type = ModelTypes.Find(config, required);
            using var weights = CheckpointFiles.Open(directory);
            return use(type, weights, config);
        }
        catch (Exception error) when (error is CheckpointException or SafetensorsException or IOException or UnauthorizedAccessException)
        {
            throw new BackboneException(error.Message, error);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException or ExternalException)
        {
            throw new BackboneException(
                $"{Path.Combine(directory, ConfigFile)} describes a geometry that no model can have. {error.Message}", error);
        }
    }

    private static PretrainedIdentity Identify(string directory, string? id, ConfigReader config, ModelType type) => new(
        id ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))),
        CheckpointFiles.ComputeHash(directory),
        type.ReadsImages ? null : OpenTokenizer(directory, config, type),
        SentencePooling.Read(directory) ?? type.Pooling)
    {
        Processor = type.ReadsImages ? OpenProcessor(directory) : null,
    };

    // Without one, the model reads pixels.
    private static HuggingFaceImageProcessor? OpenProcessor(string directory)
    {
        var file = Path.Combine(directory, HuggingFaceImageProcessor.FileName);
        return File.Exists(file) ? HuggingFaceImageProcessor.Open(file) : null;
    }

    private static PretrainedBackbone RequireFits(string directory, PretrainedBackbone model)
    {
        if (model is not IImageModel { Processor: HuggingFaceImageProcessor processor } images)
            return model;

        try
        {
            processor.RequireFits(Path.Combine(directory, HuggingFaceImageProcessor.FileName), images);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static HuggingFaceTokenizer OpenTokenizer(string directory, ConfigReader config, ModelType type)
    {
        var endIds = EndTokens.Read(directory);
        var description = Path.Combine(directory, TokenizerFile);
        if (File.Exists(description))
            return HuggingFaceTokenizer.Open(description, config.Get("pad_token_id", 0), endIds);

        var vocabulary = Path.Combine(directory, VocabularyFile);
        if (File.Exists(vocabulary))
            return HuggingFaceTokenizer.FromWordPieces(vocabulary, File.ReadAllText(vocabulary), ReadOptions(directory), endIds);

        if (type.Name == "gpt2")
            return OpenBytePairs(directory, config.Get("pad_token_id", 0), endIds);

        throw new BackboneException(
            $"{directory} has neither {TokenizerFile} nor {VocabularyFile}. "
            + "Copy the tokenizer's files that were published with the weights.");
    }

    private static HuggingFaceTokenizer OpenBytePairs(string directory, int padId, IReadOnlyList<int> endIds)
    {
        var (vocabulary, merges) = (Path.Combine(directory, PairVocabularyFile), Path.Combine(directory, MergesFile));
        if (!File.Exists(vocabulary) || !File.Exists(merges))
        {
            throw new BackboneException(
                $"{directory} has neither {TokenizerFile} nor both {PairVocabularyFile} and {MergesFile}. "
                + "Copy the tokenizer's files that were published with the weights.");
        }

        if (File.Exists(Path.Combine(directory, AddedTokensFile)))
        {
            throw new BackboneException(
                $"{directory} has {AddedTokensFile}, whose tokens only a {TokenizerFile} describes completely. Save the tokenizer with "
                + "AutoTokenizer of transformers, which writes one.");
        }

        var options = Path.Combine(directory, TokenizerConfigFile);
        var hasLeadingBlank = File.Exists(options) && ConfigReader.Open(options).Get("add_prefix_space", false);
        return HuggingFaceTokenizer.FromBytePairs(vocabulary, merges, hasLeadingBlank, padId, endIds);
    }

    private static WordPieceOptions ReadOptions(string directory)
    {
        var file = Path.Combine(directory, TokenizerConfigFile);
        if (!File.Exists(file))
            return new WordPieceOptions();

        var config = ConfigReader.Open(file);
        var isLowerCased = config.Get("do_lower_case", true);
        return new WordPieceOptions
        {
            IsLowerCased = isLowerCased,
            StripsAccents = config.Get("strip_accents", isLowerCased),
            SeparatesChineseCharacters = config.Get("tokenize_chinese_chars", true),
        };
    }
}
