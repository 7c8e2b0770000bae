namespace AdapterKit.Backbones;

/// <summary>BERT (Devlin et al. 2019): a post-norm encoder with two insertion points per layer.</summary>
public sealed class BertModel : Backbone
{
    /// <summary>The id of a BERT without an id of its own.</summary>
    public const string DefaultId = "bert";

    private readonly BertEmbeddings embeddings;
    private readonly ITokenizer? tokenizer;
    private readonly BertPooling pooling;

    /// <summary>Creates a frozen BERT with random weights, for experiments with geometry and speed.</summary>
    /// <param name="config">The geometry.</param>
    /// <param name="tokenizer">The tokenizer; not needed for batches of token ids.</param>
    public BertModel(BertConfig config, ITokenizer? tokenizer = null)
        : this(config, DefaultId, "random", tokenizer)
    {
        Freeze();
    }

    private BertModel(BertConfig config, string id, string hash, ITokenizer? tokenizer)
        : base(nameof(BertModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        this.tokenizer = tokenizer;
        pooling = config.Pooling;
        Id = id;
        Hash = hash;
        Width = config.Hidden;
        embeddings = new BertEmbeddings(config);
        Encoder = new AdaptedStack(Enumerable.Range(0, config.Layers).Select(_ => new BertLayer(config)));
        RegisterComponents();
    }

    /// <inheritdoc />
    public override string Id { get; }

    /// <inheritdoc />
    public override string Hash { get; }

    /// <inheritdoc />
    public override int Width { get; }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">The model was created without a tokenizer.</exception>
    public override ITokenizer Tokenizer => tokenizer
        ?? throw new InvalidOperationException("This BERT has no tokenizer. Pass one to the constructor, or create batches of token ids.");

    /// <inheritdoc />
    public override AdaptedStack Encoder { get; }

    internal Embedding WordEmbeddings => embeddings.Word;

    /// <summary>
    /// Loads a checkpoint in the Hugging Face layout, with keys such as <c>bert.encoder.layer.0.attention.self.query.weight</c>.
    /// </summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="config">The geometry.</param>
    /// <param name="tokenizer">The tokenizer; not needed for batches of token ids.</param>
    /// <param name="id">The backbone id that tasks are declared for.</param>
    /// <exception cref="SafetensorsException">The file is malformed, or a tensor is missing or has another shape.</exception>
    public static BertModel Load(string path, BertConfig config, ITokenizer? tokenizer = null, string id = DefaultId)
    {
        var model = new BertModel(config, id, ContentHash.ComputeFile(path), tokenizer);
        try
        {
            using var file = SafetensorsFile.Open(path);
            BertWeights.CopyInto(file, model);
            model.Freeze();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return embeddings.call(batch.Ids);
    }

    /// <summary>Pools each text into one vector, according to <see cref="BertConfig.Pooling"/>.</summary>
    /// <param name="hidden">The hidden states after the last layer, <c>[batch, tokens, width]</c>.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns>A new tensor <c>[batch, width]</c>, owned by the caller.</returns>
    public override Tensor Pool(Tensor hidden, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        return pooling == BertPooling.Mean ? MeanPooling.Pool(hidden, batch) : hidden.select(1, 0);
    }

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
        if (_internal_submodules.Count > 0)
            return;

        register_module("embeddings", embeddings);
        register_module("encoder", Encoder);
    }
}
