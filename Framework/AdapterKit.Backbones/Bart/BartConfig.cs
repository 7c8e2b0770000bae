namespace AdapterKit.Backbones;

/// <summary>The geometry of BART (Lewis et al. 2020); the defaults are bart-base.</summary>
[ConfigValue("normalize_before", "false"), ConfigValue("add_final_layer_norm", "false"), ConfigValue("normalize_embedding", "true")]
[ConfigValue("static_position_embeddings", "false")]
public sealed partial record BartConfig
{
    /// <summary>The row of a text's first token in the position tables.</summary>
    internal const int FirstPosition = 2;

    /// <summary>The ε of the norms.</summary>
    internal const double NormEps = 1e-5;

    /// <summary>The number of token ids.</summary>
    [ConfigKey("vocab_size")]
    public int Vocabulary { get; init; } = 50265;

    /// <summary>The width of the hidden states.</summary>
    [ConfigKey("d_model")]
    public int Hidden { get; init; } = 768;

    /// <summary>The number of layers of the encoder.</summary>
    [ConfigKey("encoder_layers")]
    public int Layers { get; init; } = 6;

    /// <summary>The number of attention heads of the encoder.</summary>
    [ConfigKey("encoder_attention_heads")]
    public int Heads { get; init; } = 12;

    /// <summary>The width between the feed-forward projections of the encoder.</summary>
    [ConfigKey("encoder_ffn_dim")]
    public int Intermediate { get; init; } = 3072;

    /// <summary>The number of layers of the decoder.</summary>
    [ConfigKey("decoder_layers")]
    public int DecoderLayers { get; init; } = 6;

    /// <summary>The number of attention heads of the decoder.</summary>
    [ConfigKey("decoder_attention_heads")]
    public int DecoderHeads { get; init; } = 12;

    /// <summary>The width between the feed-forward projections of the decoder.</summary>
    [ConfigKey("decoder_ffn_dim")]
    public int DecoderIntermediate { get; init; } = 3072;

    /// <summary>The activation function between the feed-forward projections.</summary>
    [ConfigKey("activation_function")]
    public Activation Activation { get; init; } = Activation.Gelu;

    /// <summary>The maximum number of tokens in a text.</summary>
    [ConfigKey("max_position_embeddings")]
    public int Positions { get; init; } = 1024;

    /// <summary>Whether word embeddings are multiplied by the root of <see cref="Hidden"/>.</summary>
    [ConfigKey("scale_embedding")]
    public bool ScalesEmbeddings { get; init; }

    /// <summary>The dropout probability while the backbone itself is trained.</summary>
    [ConfigKey("dropout")]
    public double Dropout { get; init; } = 0.1;

    /// <summary>The token with which every target begins.</summary>
    [ConfigKey("decoder_start_token_id")]
    public int StartId { get; init; } = 2;
}
