namespace AdapterKit;

/// <summary>A kind of published model: what its <c>config.json</c> calls it, and how its files become a backbone.</summary>
public sealed class ModelType
{
    private readonly Func<CheckpointSource, ConfigReader, PretrainedIdentity, PretrainedBackbone> load;
    private readonly Func<CheckpointSource, ConfigReader, CheckpointCoverage> check;

    private ModelType(
        string name,
        Pooling pooling,
        bool readsImages,
        Func<CheckpointSource, ConfigReader, PretrainedIdentity, PretrainedBackbone> load,
        Func<CheckpointSource, ConfigReader, CheckpointCoverage> check) =>
        (Name, Pooling, ReadsImages, this.load, this.check) = (name, pooling, readsImages, load, check);

    /// <summary>The <c>model_type</c> in its <c>config.json</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// How texts are pooled where no file says so: a language model by its last token, the only one that sees the whole text.
    /// </summary>
    public Pooling Pooling { get; }

    /// <summary>Whether the model reads images, and so has no tokenizer.</summary>
    public bool ReadsImages { get; }

    /// <summary>Describes a declared model.</summary>
    /// <typeparam name="TModel">A class with <see cref="BackboneModelAttribute"/>.</typeparam>
    public static ModelType Of<TModel>()
        where TModel : PretrainedBackbone, IPretrainedBackbone<TModel> => new(
        TModel.ModelType,
        typeof(TModel).IsAssignableTo(typeof(ILanguageModel)) ? Pooling.LastToken : Pooling.FirstToken,
        typeof(TModel).IsAssignableTo(typeof(IImageModel)),
        PretrainedBackbone.Load<TModel>,
        (weights, config) =>
        {
            using var model = TModel.Create(config, new PretrainedIdentity("", ""));
            return CheckpointLoader.Check(weights, model, TModel.Prefix, TModel.IgnoredKeys);
        });

    /// <inheritdoc cref="PretrainedBackbone.Load" />
    public PretrainedBackbone Load(CheckpointSource weights, ConfigReader config, PretrainedIdentity identity) =>
        load(weights, config, identity);

    /// <summary>Checks which keys of a checkpoint the model uses, without keeping a model.</summary>
    /// <param name="weights">The checkpoint; borrowed.</param>
    /// <param name="config">The configuration that was published with the weights.</param>
    /// <exception cref="CheckpointException">The configuration has a value that the model does not support.</exception>
    public CheckpointCoverage Check(CheckpointSource weights, ConfigReader config) => check(weights, config);
}
