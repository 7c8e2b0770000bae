using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// T5 (Raffel et al. 2020): an encoder-decoder whose attention knows distances rather than positions. T5 1.1, FLAN-T5 and mT5 are the same
/// with gated networks.
/// </summary>
/// <param name="config">The geometry.</param>
/// <param name="identity">What the model is besides its geometry and its weights.</param>
[BackboneModel("t5", Prefix = "transformer.")]
[IgnoredKeys("*coder.embed_tokens.weight", "*.EncDecAttention.relative_attention_bias.weight", "lm_head.*", "classification_head.*")]
public sealed partial class T5Model(T5Config config, PretrainedIdentity identity) : PretrainedEncoderDecoder(identity)
{
    [Weight("shared")]
    private readonly Embedding words = WeightInitialization.Embedding(config.Vocabulary, config.Hidden);

    [Weight("encoder.block.{i}")]
    private readonly AdaptedStack encoder = CreateEncoder(config);

    [Weight("encoder.final_layer_norm")]
    private readonly RmsNorm encoderNorm = new(config.Hidden, config.NormEps);

    [Weight("decoder.block.{i}")]
    private readonly AdaptedStack decoder = CreateDecoder(config);

    [Weight("decoder.final_layer_norm")]
    private readonly RmsNorm decoderNorm = new(config.Hidden, config.NormEps);

    [Weight("lm_head", Unprefixed = true, Optional = true)]
    private readonly Linear? head = config.IsTied ? null : WeightInitialization.Linear(config.Hidden, config.Vocabulary, hasBias: false);

    /// <inheritdoc />
    public override int Width { get; } = config.Hidden;

    /// <inheritdoc />
    public override int StartId { get; } = config.StartId;

    /// <inheritdoc />
    protected override AdaptedStack SourceStack => encoder;

    /// <inheritdoc />
    protected override AdaptedStack TargetStack => decoder;

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return words.call(batch.Ids);
    }

    /// <inheritdoc />
    public override Tensor EmbedTarget(TokenBatch target) => Embed(target);

    /// <inheritdoc />
    public override Tensor ApplySourceNorm(Tensor hidden) => encoderNorm.call(hidden);

    /// <inheritdoc />
    public override Tensor ApplyFinalNorm(Tensor hidden) => decoderNorm.call(hidden);

    /// <summary>Computes the logits of the token that follows each token; a tied head reads hidden states scaled down.</summary>
    /// <inheritdoc />
    public override Tensor ComputeTokenLogits(Tensor hidden)
    {
        if (IsMissing("head.weight"))
        {
            throw new InvalidOperationException(
                $"The checkpoint of '{Id}' has no head ('lm_head.weight'), so it predicts no tokens. Load that of the language model.");
        }

        if (head is not null)
            return head.call(hidden);

        using var scope = NewDisposeScope();
        return functional.linear(hidden * Math.Pow(Width, -0.5), words.weight!).MoveToOuterDisposeScope();
    }

    private static AdaptedStack CreateEncoder(T5Config config)
    {
        var bias = config.CreateBias(isCausal: false);
        return new(Enumerable.Range(0, config.Layers).Select(AdaptedLayer (index) => config.IsGated
            ? new T5GatedEncoderLayer(config, bias, index == 0)
            : new T5EncoderLayer(config, bias, index == 0)));
    }

    private static AdaptedStack CreateDecoder(T5Config config)
    {
        var bias = config.CreateBias(isCausal: true);
        var layers = config.DecoderLayers > 0 ? config.DecoderLayers : config.Layers;
        return new(Enumerable.Range(0, layers).Select(AdaptedLayer (index) => config.IsGated
            ? new T5GatedDecoderLayer(config, bias, index == 0)
            : new T5DecoderLayer(config, bias, index == 0)));
    }
}
