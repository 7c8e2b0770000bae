using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// Gemma 2 (Gemma Team 2024): a causal decoder with norms around each sub-layer, scaled embeddings, and capped scores and logits.
/// </summary>
/// <param name="config">The geometry.</param>
/// <param name="identity">What the model is besides its geometry and its weights.</param>
[BackboneModel("gemma2", Prefix = "model.")]
[IgnoredKeys("*.rotary_emb.inv_freq", "lm_head.*", "score.*")]
public sealed partial class Gemma2Model(Gemma2Config config, PretrainedIdentity identity) : PretrainedBackbone(identity), ILanguageModel
{
    private readonly double embeddingScale = Math.Sqrt(config.Hidden);
    private readonly double? logitCap = config.LogitCap;

    [Weight("embed_tokens")]
    private readonly Embedding words = WeightInitialization.Embedding(config.Vocabulary, config.Hidden);

    [Weight("layers.{i}")]
    private readonly AdaptedStack encoder = CreateLayers(config);

    [Weight("norm")]
    private readonly RmsNorm finalNorm = config.CreateNorm();

    /// <inheritdoc />
    public override int Width { get; } = config.Hidden;

    /// <inheritdoc />
    public override int MaxTokens { get; } = config.Positions;

    /// <inheritdoc />
    public override AdaptedStack Encoder => encoder;

    /// <inheritdoc />
    public override EmbeddingTables Tables => new(words);

    /// <inheritdoc />
    public override bool EmbedsVectors => true;

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return words.call(batch.Ids).mul_(embeddingScale);
    }

    /// <inheritdoc />
    public override Tensor EmbedWithChange(TokenBatch batch, Tensor change)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(change);
        using var embedded = words.call(batch.Ids);
        using var changed = embedded + change;
        return changed * embeddingScale;
    }

    /// <inheritdoc />
    /// <remarks>Positions are rotations of queries and keys.</remarks>
    public override Tensor EmbedVectors(Tensor vectors, int position)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return vectors * embeddingScale;
    }

    /// <inheritdoc />
    public override Tensor ApplyFinalNorm(Tensor hidden) => finalNorm.call(hidden);

    /// <inheritdoc />
    public Tensor ComputeTokenLogits(Tensor hidden)
    {
        using var table = words.weight!;
        var logits = functional.linear(hidden, table);
        if (logitCap is not { } cap)
            return logits;

        using (logits)
        using (var capped = (logits / cap).tanh_())
            return capped * cap;
    }

    private static AdaptedStack CreateLayers(Gemma2Config config)
    {
        var rotary = new RotaryPositions(config.HeadWidth, config.RopeTheta);
        return new(Enumerable.Range(0, config.Layers).Select(index => new Gemma2Layer(config, rotary, index)));
    }
}
