namespace Demo;

[ConfigValue("position_embedding_type", "absolute")]
public sealed partial record PublishedConfig
{
    [ConfigKey("n_embd")]
    public int Width { get; init; } = 8;

    [ConfigKey("n_layer")]
    public int Layers { get; init; } = 2;

    [ConfigKey("activation_function")]
    public Activation Activation { get; init; } = Activation.GeluTanh;

    [ConfigKey("layer_norm_epsilon")]
    public double NormEps { get; init; } = 1e-5;

    [ConfigKey("scale_attn_weights")]
    public bool IsScaled { get; init; } = true;

    [ConfigKey("attn_logit_softcapping")]
    public double? ScoreCap { get; init; } = 50;

    [ConfigKey("layer_types")]
    public IReadOnlyList<string> LayerTypes { get; init; } = [];
}

[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class PublishedLayer(PublishedConfig config) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    [Weight("attn.c_attn", Part = "qkv", Transposed = true), Weight("attn.c_proj", Part = "o", Transposed = true)]
    private readonly SelfAttention attention = new(config.Width, heads: 2);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(outputNorm))]
    [Weight("mlp.c_fc", Part = "fc1", Transposed = true), Weight("mlp.c_proj", Part = "fc2", Transposed = true)]
    private readonly FeedForward feedForward = new(config.Width, 4 * config.Width, config.Activation);

    [Weight("ln_1")]
    private readonly LayerNorm attentionNorm = LayerNorm(config.Width, config.NormEps);

    [Weight("ln_2")]
    private readonly LayerNorm outputNorm = LayerNorm(config.Width, config.NormEps);
}

[BackboneModel("published", Prefix = "transformer.")]
[IgnoredKeys("lm_head.weight", "*.attn.bias")]
public sealed partial class PublishedModel(PublishedConfig config, PretrainedIdentity identity) : PretrainedBackbone(identity)
{
    [Weight("wte")]
    private readonly Embedding tokens = Embedding(16, config.Width);

    [Weight("scale", Optional = true)]
    private Parameter scale = new(ones(config.Width));

    [Weight("h.{i}")]
    private readonly AdaptedStack encoder = new(Enumerable.Range(0, config.Layers).Select(_ => new PublishedLayer(config)));

    public override int Width => config.Width;

    public override AdaptedStack Encoder => encoder;

    public override Tensor Embed(TokenBatch batch) => tokens.call(batch.Ids) * scale;
}
