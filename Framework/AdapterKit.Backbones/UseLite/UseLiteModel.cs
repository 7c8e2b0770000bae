using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// Universal Sentence Encoder lite (Cer et al. 2018), English: two pre-norm layers, 256 wide at the input and 512 wide after the first.
/// </summary>
public sealed class UseLiteModel : Backbone
{
    /// <summary>The maximum number of tokens in a text: the model was published for no more.</summary>
    public const int TokenLimit = 128;

    private const string WeightsHash = "sha256:713639dff4b5b3cc4a1ca070077c0f1125022582dd1d2ec8961d92905c289300";
    private const int InputWidth = 256;
    private const int HiddenWidth = 512;

    private readonly UseLiteEmbedding embedding;
    private readonly AdaptedStack encoder;
    private readonly Linear sentence;

    private UseLiteModel(TensorFlowJsWeights weights, UseLiteTokenizer tokenizer)
        : base(nameof(UseLiteModel))
    {
        Tokenizer = tokenizer;
        embedding = new UseLiteEmbedding(weights, TokenLimit);
        UseLiteLayer[] layers = [new(InputWidth, HiddenWidth), new(HiddenWidth, HiddenWidth)];
        foreach (var (index, layer) in layers.Index())
            layer.LoadWeights(weights, index);

        encoder = new AdaptedStack(layers);
        sentence = Linear(HiddenWidth, HiddenWidth);
        weights.CopyInto(sentence, "tanh_layer_0/weights", "tanh_layer_0/bias");
        RegisterComponents();
        Freeze();
    }

    /// <summary>The published weights and vocabulary (Apache-2.0), 26 MB.</summary>
    public static ModelPackage Package => UseLitePackage.Package;

    /// <inheritdoc />
    public override string Id => UseLite.Id;

    /// <inheritdoc />
    public override string Hash => WeightsHash;

    /// <inheritdoc />
    public override int Width => HiddenWidth;

    /// <inheritdoc />
    public override int MaxTokens => TokenLimit;

    /// <inheritdoc />
    public override ITokenizer Tokenizer { get; }

    /// <inheritdoc />
    public override AdaptedStack Encoder => encoder;

    /// <summary>The embedding of each token id, <c>[ids, 256]</c>; owned by the model.</summary>
    public Tensor TokenVectors => embedding.Table;

    /// <summary>Fetches and loads the model.</summary>
    /// <param name="source">Fetches the files. Its exceptions pass through.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="BackboneException">A fetched file is missing or different from the published one.</exception>
    public static async Task<UseLiteModel> FetchAsync(IModelSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Load(await source.FetchAsync(Package, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Loads the model from a directory.</summary>
    /// <param name="directory">
    /// The unpacked package, or its directory <c>dist</c>: <c>model.json</c> with its shards, and <c>vocab.json</c>.
    /// </param>
    /// <exception cref="BackboneException">A file is missing or different from the published one.</exception>
    public static UseLiteModel Load(string directory)
    {
        // The backbone outlives the caller's inference mode, whose tensors no gradient may depend on.
        using var recorded = inference_mode(false);
        var tokenizer = UseLiteTokenizer.OpenPublished(FindVocabulary(directory));
        var model = Path.Combine(UseLitePackage.FindFiles(directory), "model.json");
        using var weights = new TensorFlowJsWeights(ModelFiles.ReadPinned(model, UseLitePackage.Model.Hash), model);
        ModelFiles.Check($"The content of the weights beside {model}", weights.ComputeHash(), WeightsHash);
        return new UseLiteModel(weights, tokenizer);
    }

    /// <summary>Returns the path of the model's vocabulary.</summary>
    /// <param name="directory">The unpacked package, or its directory <c>dist</c>.</param>
    public static string FindVocabulary(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return Path.Combine(UseLitePackage.FindFiles(directory), "vocab.json");
    }

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch) => embedding.call(batch);

    /// <summary>Computes the mean over the real tokens of each text.</summary>
    /// <param name="hidden">The hidden states after the last layer, <c>[batch, tokens, 512]</c>.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns>A new tensor <c>[batch, 512]</c>, owned by the caller; zero for a text without tokens.</returns>
    public override Tensor Pool(Tensor hidden, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(batch);
        return Pooling.Mean.Apply(hidden, batch);
    }

    /// <summary>Computes the published sentence embedding: <c>tanh(W x + b)</c>, scaled to length 1.</summary>
    /// <param name="pooled">Pooled hidden states <c>[batch, 512]</c>.</param>
    /// <returns>A new tensor <c>[batch, 512]</c>, owned by the caller.</returns>
    public Tensor EmbedSentence(Tensor pooled)
    {
        using var projected = sentence.call(pooled);
        using var hidden = projected.tanh();
        return functional.normalize(hidden, p: 2, dim: 1, eps: 1e-6);
    }

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
        if (_internal_submodules.Count > 0) return;
        register_module(nameof(embedding), embedding);
        register_module(nameof(encoder), encoder);
        register_module(nameof(sentence), sentence);
    }
}
