namespace AdapterKit.Backbones;

/// <summary>ELECTRA's discriminator (Clark et al. 2020): the layers of BERT on embeddings that may be narrower.</summary>
/// <param name="config">The geometry.</param>
/// <param name="identity">What the model is besides its geometry and its weights.</param>
[BackboneModel("electra", Prefix = "electra.")]
[IgnoredKeys("*embeddings.position_ids", "discriminator_predictions.*", "generator_*", "classifier.*", "qa_outputs.*")]
public sealed partial class ElectraModel(ElectraConfig config, PretrainedIdentity identity) : PretrainedBackbone(identity)
{
    [Weight("embeddings")]
    private readonly TokenEmbeddings embeddings = new(
        config.Vocabulary, config.Positions, config.SegmentTypes, config.Embedding, config.NormEps, config.Dropout);

    [Weight("embeddings_project")]
    private readonly Linear? projection = config.Embedding == config.Hidden
        ? null
        : WeightInitialization.Linear(config.Embedding, config.Hidden);

    [Weight("encoder.layer.{i}")]
    private readonly AdaptedStack encoder = new(Enumerable.Range(0, config.Layers).Select(_ => new BertLayer(config.Bert)));

    /// <inheritdoc />
    public override int Width { get; } = config.Hidden;

    /// <inheritdoc />
    public override int MaxTokens => embeddings.MaxTokens;

    /// <inheritdoc />
    public override AdaptedStack Encoder => encoder;

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch)
    {
        var embedded = embeddings.call(batch);
        if (projection is null)
            return embedded;

        using (embedded)
            return projection.call(embedded);
    }
}
