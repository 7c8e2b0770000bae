using System.Runtime.InteropServices;

namespace AdapterKit;

/// <summary>The base of <see cref="BackboneModelAttribute"/> classes: a text encoder that is loaded from published files.</summary>
/// <remarks>
/// A derived class declares its components as fields initialized in place. They exist before this constructor runs, which is why it can
/// register them.
/// </remarks>
public abstract class PretrainedBackbone : Backbone
{
    private readonly PretrainedIdentity identity;
    private CheckpointCoverage? coverage;

    /// <summary>Registers the components.</summary>
    /// <param name="identity">What the model is besides its geometry and its weights.</param>
#pragma warning disable CA2214 // Field initializers run before a base constructor: the override sees every component.
    protected PretrainedBackbone(PretrainedIdentity identity)
        : base("model")
    {
        ArgumentNullException.ThrowIfNull(identity);
        this.identity = identity;
        name = GetType().Name;
        RegisterComponents();
    }
#pragma warning restore CA2214

    /// <inheritdoc />
    public override string Id => identity.Id;

    /// <inheritdoc />
    public override string Hash => identity.Hash;

    /// <summary>The kind of published model that it was loaded as; <see langword="null"/> if it was not.</summary>
    public ModelType? ModelType { get; private set; }

    /// <summary>How the hidden states of a text are pooled into one vector.</summary>
    public Pooling Pooling => identity.Pooling;

    /// <summary>The tokens with which a language model ends a text, as its tokenizer knows them; none for other models.</summary>
    public IReadOnlyList<int> EndIds => identity.Tokenizer?.EndIds ?? [];

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">The model was created without a tokenizer.</exception>
    public override ITokenizer Tokenizer => identity.Tokenizer
        ?? throw new InvalidOperationException(this is IImageModel
            ? $"Backbone '{Id}' reads images, not texts, and so has no tokenizer."
            : $"This {name} has no tokenizer. Pass one to the constructor, or create batches of token ids.");

    /// <summary>Loads a model, frozen.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="weights">The checkpoint; borrowed.</param>
    /// <param name="config">The configuration that was published with the weights.</param>
    /// <param name="identity">What the model is besides its geometry and its weights.</param>
    /// <returns>The model, owned by the caller.</returns>
    /// <exception cref="CheckpointException">
    /// The configuration has a value that the model does not support, or the checkpoint does not fit the configuration.
    /// </exception>
    public static TModel Load<TModel>(CheckpointSource weights, ConfigReader config, PretrainedIdentity identity)
        where TModel : PretrainedBackbone, IPretrainedBackbone<TModel>
    {
        ArgumentNullException.ThrowIfNull(config);
        var model = LoadWeights(() => Create<TModel>(config, identity), weights);
        model.ModelType = ModelType.Of<TModel>();
        return model;
    }

    /// <summary>Creates a model, loads its weights, and freezes it.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="create">Creates the model, on this thread. The library's own components skip their random initialization.</param>
    /// <param name="weights">The checkpoint; borrowed.</param>
    /// <returns>The model, owned by the caller.</returns>
    /// <exception cref="CheckpointException">The checkpoint does not fit the model.</exception>
    protected static TModel LoadWeights<TModel>(Func<TModel> create, CheckpointSource weights)
        where TModel : PretrainedBackbone, IPretrainedBackbone<TModel>
    {
        ArgumentNullException.ThrowIfNull(create);

        // The backbone outlives the caller's inference mode, whose tensors no gradient may depend on.
        using var recorded = inference_mode(false);
        var model = WeightInitialization.Skip(create);
        try
        {
            model.coverage = CheckpointLoader.Load(weights, model, TModel.Prefix, TModel.IgnoredKeys);
            model.Freeze();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Whether the checkpoint that the model was loaded from lacks an optional weight.</summary>
    /// <param name="weight">The path of the weight in the model, such as <c>head.weight</c>.</param>
    protected bool IsMissing(string weight) => coverage?.Defaulted.Contains(weight) == true;

    // Numbers may be well-formed and make no model: heads that do not divide the width, a negative width.
    private static TModel Create<TModel>(ConfigReader config, PretrainedIdentity identity)
        where TModel : PretrainedBackbone, IPretrainedBackbone<TModel>
    {
        try
        {
            return TModel.Create(config, identity);
        }
        catch (Exception error) when (error is ArgumentException or ExternalException)
        {
            throw new CheckpointException($"{config.Name} describes a model that cannot be built: {error.Message.Split('\n')[0]}", error);
        }
    }

    /// <summary>Pools each text into one vector, as <see cref="PretrainedIdentity.Pooling"/> says.</summary>
    /// <inheritdoc />
    public override Tensor Pool(Tensor hidden, TokenBatch batch) => identity.Pooling.Apply(hidden, batch);
}
