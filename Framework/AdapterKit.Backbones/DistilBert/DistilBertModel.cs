namespace AdapterKit.Backbones;

/// <summary>DistilBERT (Sanh et al. 2019): a BERT of half the depth, without segments.</summary>
/// <param name="config">The geometry.</param>
/// <param name="identity">What the model is besides its geometry and its weights.</param>
[BackboneModel("distilbert", Prefix = "distilbert.")]
[IgnoredKeys("vocab_transform.*", "vocab_layer_norm.*", "vocab_projector.*", "pre_classifier.*", "classifier.*", "qa_outputs.*")]
public sealed partial class DistilBertModel(DistilBertConfig config, PretrainedIdentity identity) : PretrainedBackbone(identity)
{
    [Weight("embeddings")]
    private readonly TokenEmbeddings embeddings = new(
        config.Vocabulary, config.Positions, segments: 0, config.Hidden, DistilBertConfig.NormEps, config.Dropout);

    [Weight("transformer.layer.{i}")]
    private readonly AdaptedStack encoder = new(Enumerable.Range(0, config.Layers).Select(_ => new DistilBertLayer(config)));

    /// <inheritdoc />
    public override int Width { get; } = config.Hidden;

    /// <inheritdoc />
    public override int MaxTokens => embeddings.MaxTokens;

    /// <inheritdoc />
    public override AdaptedStack Encoder => encoder;

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
