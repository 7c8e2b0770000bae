namespace AdapterKit.Backbones;

/// <summary>RoBERTa (Liu et al. 2019): the layers of BERT, with positions that are counted from the padding id.</summary>
/// <param name="config">The geometry.</param>
/// <param name="identity">What the model is besides its geometry and its weights.</param>
[BackboneModel("roberta", Prefix = "roberta.")]
[IgnoredKeys("*embeddings.position_ids", "*pooler.dense.*", "lm_head.*", "classifier.*", "qa_outputs.*")]
public sealed partial class RobertaModel(RobertaConfig config, PretrainedIdentity identity) : PretrainedBackbone(identity)
{
    [Weight("embeddings")]
    private readonly TokenEmbeddings embeddings = new(
        config.Vocabulary, config.Positions, config.SegmentTypes, config.Hidden, config.NormEps, config.Dropout, config.PadId + 1);

    [Weight("encoder.layer.{i}")]
    private readonly AdaptedStack encoder = new(Enumerable.Range(0, config.Layers).Select(_ => new BertLayer(config.Bert)));

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
