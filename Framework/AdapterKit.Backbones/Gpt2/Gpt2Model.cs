using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>GPT-2 (Radford et al. 2019): a causal pre-norm decoder with learned positions, whose head is its word embeddings.</summary>
/// <param name="config">The geometry.</param>
/// <param name="identity">What the model is besides its geometry and its weights.</param>
[BackboneModel("gpt2", Prefix = "transformer.")]
[IgnoredKeys("*.attn.bias", "*.attn.masked_bias", "lm_head.*", "score.*", "classifier.*")]
public sealed partial class Gpt2Model(Gpt2Config config, PretrainedIdentity identity) : PretrainedBackbone(identity), ILanguageModel
{
    [Weight("wte")]
    private readonly Embedding words = WeightInitialization.Embedding(config.Vocabulary, config.Hidden);

    [Weight("wpe")]
    private readonly AbsolutePositions positions = new(config.Positions, config.Hidden);

    [Weight("h.{i}")]
    private readonly AdaptedStack encoder = new(Enumerable.Range(0, config.Layers).Select(_ => new Gpt2Layer(config)));

    [Weight("ln_f")]
    private readonly LayerNorm finalNorm = LayerNorm(config.Hidden, config.NormEps);

    /// <inheritdoc />
    public override int Width { get; } = config.Hidden;

    /// <inheritdoc />
    public override int MaxTokens => positions.MaxTokens;

    /// <inheritdoc />
    public override AdaptedStack Encoder => encoder;

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var embedded = words.call(batch.Ids);
        using var places = positions.call(batch);
        return embedded + places;
    }

    /// <inheritdoc />
    public override EmbeddingTables Tables => new(words, positions.Table);

    /// <inheritdoc />
    public override Tensor EmbedWithChange(TokenBatch batch, Tensor change)
    {
        ArgumentNullException.ThrowIfNull(change);
        using var embedded = Embed(batch);
        return embedded + change;
    }

    /// <inheritdoc />
    public override bool EmbedsVectors => true;

    /// <inheritdoc />
    public override Tensor EmbedVectors(Tensor vectors, int position)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        using var places = positions.Find(position, vectors.size(0));
        return vectors + places;
    }

    /// <inheritdoc />
    public override Tensor ApplyFinalNorm(Tensor hidden) => finalNorm.call(hidden);

    /// <inheritdoc />
    public Tensor ComputeTokenLogits(Tensor hidden)
    {
        using var table = words.weight!;
        return functional.linear(hidden, table);
    }
}
