using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>BART (Lewis et al. 2020): a post-norm encoder-decoder with learned positions, whose head is its word embeddings.</summary>
/// <param name="config">The geometry.</param>
/// <param name="identity">What the model is besides its geometry and its weights.</param>
[BackboneModel("bart", Prefix = "model.")]
[IgnoredKeys("*coder.embed_tokens.weight", "*coder.version", "lm_head.weight", "classification_head.*", "qa_outputs.*")]
public sealed partial class BartModel(BartConfig config, PretrainedIdentity identity) : PretrainedEncoderDecoder(identity)
{
    [Weight("shared")]
    private readonly Embedding words = WeightInitialization.Embedding(config.Vocabulary, config.Hidden);

    [Weight("encoder.embed_positions")]
    private readonly AbsolutePositions encoderPositions =
        new(config.Positions + BartConfig.FirstPosition, config.Hidden, BartConfig.FirstPosition);

    [Weight("encoder.layernorm_embedding")]
    private readonly LayerNorm encoderNorm = LayerNorm(config.Hidden, BartConfig.NormEps);

    [Weight("encoder.layers.{i}")]
    private readonly AdaptedStack encoder = new(Enumerable.Range(0, config.Layers).Select(_ => new BartEncoderLayer(config)));

    [Weight("decoder.embed_positions")]
    private readonly AbsolutePositions decoderPositions =
        new(config.Positions + BartConfig.FirstPosition, config.Hidden, BartConfig.FirstPosition);

    [Weight("decoder.layernorm_embedding")]
    private readonly LayerNorm decoderNorm = LayerNorm(config.Hidden, BartConfig.NormEps);

    [Weight("decoder.layers.{i}")]
    private readonly AdaptedStack decoder = new(Enumerable.Range(0, config.DecoderLayers).Select(_ => new BartDecoderLayer(config)));

    [Weight("final_logits_bias", Unprefixed = true, Optional = true)]
    private Parameter logitsBias = new(zeros(1, config.Vocabulary));

    private readonly double scale = config.ScalesEmbeddings ? Math.Sqrt(config.Hidden) : 1;

    /// <inheritdoc />
    public override int Width { get; } = config.Hidden;

    /// <inheritdoc />
    public override int MaxTokens => encoderPositions.MaxTokens;

    /// <inheritdoc />
    public override int StartId { get; } = config.StartId;

    /// <inheritdoc />
    protected override AdaptedStack SourceStack => encoder;

    /// <inheritdoc />
    protected override AdaptedStack TargetStack => decoder;

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch) => Embed(batch, encoderPositions, encoderNorm);

    /// <inheritdoc />
    public override Tensor EmbedTarget(TokenBatch target) => Embed(target, decoderPositions, decoderNorm);

    /// <inheritdoc />
    public override Tensor ComputeTokenLogits(Tensor hidden)
    {
        using var table = words.weight!;
        return functional.linear(hidden, table, logitsBias.view(-1));
    }

    private Tensor Embed(TokenBatch tokens, AbsolutePositions positions, LayerNorm norm)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        using var scope = NewDisposeScope();
        return norm.call((words.call(tokens.Ids) * scale) + positions.call(tokens)).MoveToOuterDisposeScope();
    }
}
