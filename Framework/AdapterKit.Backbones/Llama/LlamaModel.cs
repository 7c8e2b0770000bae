using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>
/// LLaMA (Touvron et al. 2023): a causal pre-norm decoder with rotated attention. Mistral and Qwen2 are the same with other numbers.
/// </summary>
/// <param name="config">The geometry.</param>
/// <param name="identity">What the model is besides its geometry and its weights.</param>
[BackboneModel("llama", Prefix = "model.")]
[IgnoredKeys("*.rotary_emb.inv_freq", "lm_head.*", "score.*")]
public sealed partial class LlamaModel(LlamaConfig config, PretrainedIdentity identity) : PretrainedBackbone(identity), ILanguageModel
{
    [Weight("embed_tokens")]
    private readonly Embedding words = WeightInitialization.Embedding(config.Vocabulary, config.Hidden);

    [Weight("layers.{i}")]
    private readonly AdaptedStack encoder = CreateLayers(config);

    [Weight("norm")]
    private readonly RmsNorm finalNorm = new(config.Hidden, config.NormEps);

    [Weight("lm_head", Unprefixed = true, Optional = true)]
    private readonly Linear? head = config.IsTied ? null : WeightInitialization.Linear(config.Hidden, config.Vocabulary, hasBias: false);

    /// <inheritdoc />
    public override int Width { get; } = config.Hidden;

    /// <inheritdoc />
    public override int MaxTokens { get; } = config.MaxTokens;

    /// <inheritdoc />
    public override AdaptedStack Encoder => encoder;

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return words.call(batch.Ids);
    }

    /// <inheritdoc />
    public override EmbeddingTables Tables => new(words);

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
    /// <remarks>Positions are rotations of queries and keys.</remarks>
    public override Tensor EmbedVectors(Tensor vectors, int position)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return vectors.alias();
    }

    /// <inheritdoc />
    public override Tensor ApplyFinalNorm(Tensor hidden) => finalNorm.call(hidden);

    /// <inheritdoc />
    public Tensor ComputeTokenLogits(Tensor hidden)
    {
        if (IsMissing("head.weight"))
        {
            throw new InvalidOperationException(
                $"The checkpoint of '{Id}' has no head ('lm_head.weight'), so it predicts no tokens. Load that of the language model.");
        }

        if (head is not null)
            return head.call(hidden);

        using var table = words.weight!;
        return functional.linear(hidden, table);
    }

    private static AdaptedStack CreateLayers(LlamaConfig config)
    {
        var rotary = config.CreateRotary();
        return new(Enumerable.Range(0, config.Layers).Select(index => new LlamaLayer(config, rotary, index)));
    }
}
