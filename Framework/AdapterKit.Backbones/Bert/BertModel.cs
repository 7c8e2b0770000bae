namespace AdapterKit.Backbones;

/// <summary>BERT (Devlin et al. 2019): a post-norm encoder with two insertion points per layer.</summary>
/// <param name="config">The geometry.</param>
/// <param name="identity">What the model is besides its geometry and its weights.</param>
[BackboneModel("bert", Prefix = "bert.")]
[IgnoredKeys("*embeddings.position_ids", "*pooler.dense.*", "cls.*", "classifier.*", "qa_outputs.*")]
public sealed partial class BertModel(BertConfig config, PretrainedIdentity identity) : PretrainedBackbone(identity)
{
    /// <summary>The id of a BERT without an id of its own.</summary>
    public const string DefaultId = "bert";

    [Weight("embeddings")]
    private readonly TokenEmbeddings embeddings = new(
        config.Vocabulary, config.Positions, config.SegmentTypes, config.Hidden, config.NormEps, config.Dropout);

    [Weight("encoder.layer.{i}")]
    private readonly AdaptedStack encoder = new(Enumerable.Range(0, config.Layers).Select(_ => new BertLayer(config)));

    /// <summary>Creates a frozen BERT with random weights, for experiments with geometry and speed.</summary>
    /// <param name="config">The geometry.</param>
    /// <param name="tokenizer">The tokenizer; not needed for batches of token ids.</param>
    /// <param name="pooling">How the hidden states of a text are pooled into one vector.</param>
    public BertModel(BertConfig config, ITokenizer? tokenizer = null, Pooling pooling = Pooling.FirstToken)
        : this(config, new PretrainedIdentity(DefaultId, "random", tokenizer, pooling)) => Freeze();

    /// <inheritdoc />
    public override int Width { get; } = config.Hidden;

    /// <inheritdoc />
    public override int MaxTokens => embeddings.MaxTokens;

    /// <inheritdoc />
    public override AdaptedStack Encoder => encoder;

    internal Embedding WordEmbeddings => embeddings.Word;

    /// <summary>
    /// Loads a checkpoint in the Hugging Face layout, with keys such as <c>bert.encoder.layer.0.attention.self.query.weight</c>.
    /// </summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="config">The geometry.</param>
    /// <param name="tokenizer">The tokenizer; not needed for batches of token ids.</param>
    /// <param name="id">The backbone id that tasks are declared for.</param>
    /// <param name="pooling">How the hidden states of a text are pooled into one vector.</param>
    /// <exception cref="CheckpointException">The checkpoint does not fit the geometry.</exception>
    /// <exception cref="SafetensorsException">The file is malformed.</exception>
    public static BertModel Load(
        string path, BertConfig config, ITokenizer? tokenizer = null, string id = DefaultId, Pooling pooling = Pooling.FirstToken)
    {
        using var weights = SafetensorsCheckpoint.Open(path);
        return Load(weights, config, new PretrainedIdentity(id, ContentHash.ComputeFile(path), tokenizer, pooling));
    }

    /// <summary>Loads any checkpoint.</summary>
    internal static BertModel Load(CheckpointSource weights, BertConfig config, PretrainedIdentity identity) =>
        LoadWeights(() => new BertModel(config, identity), weights);

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch) => embeddings.call(batch);

    /// <inheritdoc />
    public override EmbeddingTables Tables => embeddings.Tables;

    /// <inheritdoc />
    public override Tensor EmbedWithChange(TokenBatch batch, Tensor change) => embeddings.EmbedWithChange(batch, change);

    /// <inheritdoc />
    public override bool EmbedsVectors => true;

    /// <inheritdoc />
    public override Tensor EmbedVectors(Tensor vectors, int position) => embeddings.EmbedVectors(vectors, position);
}
