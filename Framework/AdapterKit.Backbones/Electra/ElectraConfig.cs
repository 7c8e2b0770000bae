namespace AdapterKit.Backbones;

/// <summary>The geometry of an ELECTRA discriminator (Clark et al. 2020); the defaults are ELECTRA-base.</summary>
[ConfigValue("position_embedding_type", "absolute"), ConfigValue("is_decoder", "false")]
public sealed partial record ElectraConfig
{
    /// <summary>The number of token ids.</summary>
    [ConfigKey("vocab_size")]
    public int Vocabulary { get; init; } = 30522;

    /// <summary>The width of the embeddings; a projection follows if it is not that of the hidden states.</summary>
    [ConfigKey("embedding_size")]
    public int Embedding { get; init; } = 768;

    /// <summary>The width of the hidden states.</summary>
    [ConfigKey("hidden_size")]
    public int Hidden { get; init; } = 768;

    /// <summary>The number of layers.</summary>
    [ConfigKey("num_hidden_layers")]
    public int Layers { get; init; } = 12;

    /// <summary>The number of attention heads.</summary>
    [ConfigKey("num_attention_heads")]
    public int Heads { get; init; } = 12;

    /// <summary>The width between the feed-forward projections.</summary>
    [ConfigKey("intermediate_size")]
    public int Intermediate { get; init; } = 3072;

    /// <summary>The activation function between the feed-forward projections.</summary>
    [ConfigKey("hidden_act")]
    public Activation Activation { get; init; } = Activation.Gelu;

    /// <summary>The maximum number of tokens in a text.</summary>
    [ConfigKey("max_position_embeddings")]
    public int Positions { get; init; } = 512;

    /// <summary>The number of segment types.</summary>
    [ConfigKey("type_vocab_size")]
    public int SegmentTypes { get; init; } = 2;

    /// <summary>The dropout probability while the backbone itself is trained.</summary>
    [ConfigKey("hidden_dropout_prob")]
    public double Dropout { get; init; } = 0.1;

    /// <summary>The ε of the layer norms.</summary>
    [ConfigKey("layer_norm_eps")]
    public double NormEps { get; init; } = 1e-12;

    /// <summary>The geometry of the layers, which are those of BERT.</summary>
    internal BertConfig Bert => new()
    {
        Hidden = Hidden,
        Heads = Heads,
        Intermediate = Intermediate,
        Activation = Activation,
        Dropout = Dropout,
        NormEps = NormEps,
    };
}
