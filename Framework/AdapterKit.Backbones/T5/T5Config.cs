namespace AdapterKit.Backbones;

/// <summary>The geometry of T5 (Raffel et al. 2020) and of models with other numbers; the defaults are t5-small.</summary>
public sealed partial record T5Config
{
    /// <summary>The number of token ids.</summary>
    [ConfigKey("vocab_size")]
    public int Vocabulary { get; init; } = 32128;

    /// <summary>The width of the hidden states.</summary>
    [ConfigKey("d_model")]
    public int Hidden { get; init; } = 512;

    /// <summary>The width of a head.</summary>
    [ConfigKey("d_kv")]
    public int HeadWidth { get; init; } = 64;

    /// <summary>The width between the feed-forward projections.</summary>
    [ConfigKey("d_ff")]
    public int Intermediate { get; init; } = 2048;

    /// <summary>The number of layers of the encoder.</summary>
    [ConfigKey("num_layers")]
    public int Layers { get; init; } = 6;

    /// <summary>The number of layers of the decoder; 0 for as many as <see cref="Layers"/>.</summary>
    [ConfigKey("num_decoder_layers")]
    public int DecoderLayers { get; init; }

    /// <summary>The number of attention heads.</summary>
    [ConfigKey("num_heads")]
    public int Heads { get; init; } = 8;

    /// <summary>The number of ranges of distances between tokens.</summary>
    [ConfigKey("relative_attention_num_buckets")]
    public int Ranges { get; init; } = 32;

    /// <summary>The distance from which on all are in one range.</summary>
    [ConfigKey("relative_attention_max_distance")]
    public int MaxDistance { get; init; } = 128;

    /// <summary>The dropout probability while the backbone itself is trained.</summary>
    [ConfigKey("dropout_rate")]
    public double Dropout { get; init; } = 0.1;

    /// <summary>The ε of the norms.</summary>
    [ConfigKey("layer_norm_epsilon")]
    public double NormEps { get; init; } = 1e-6;

    /// <summary>The feed-forward network: the name of an activation function, behind <c>gated-</c> if it is gated.</summary>
    [ConfigKey("feed_forward_proj")]
    public string FeedForward { get; init; } = "relu";

    /// <summary>Whether the head is the word embeddings.</summary>
    [ConfigKey("tie_word_embeddings")]
    public bool IsTied { get; init; } = true;

    /// <summary>The token with which every target begins.</summary>
    [ConfigKey("decoder_start_token_id|pad_token_id")]
    public int StartId { get; init; }

    /// <summary>Whether the feed-forward network is gated, as in T5 1.1, FLAN-T5 and mT5.</summary>
    internal bool IsGated => FeedForward.StartsWith("gated-", StringComparison.Ordinal);

    /// <summary>The activation function of the feed-forward network.</summary>
    /// <exception cref="ArgumentException">It is not supported.</exception>
    internal Activation Activation => FeedForward switch
    {
        "relu" or "gated-relu" => Activation.Relu,
        "gelu" => Activation.Gelu,
        "gated-gelu" => Activation.GeluTanh,
        "silu" or "gated-silu" => Activation.Silu,
        _ => throw new ArgumentException(
            $"The feed-forward network is '{FeedForward}'. Supported are relu, gelu and silu, also behind 'gated-'."),
    };

    /// <summary>The form of every attention.</summary>
    internal AttentionOptions Attention => new()
    {
        HeadWidth = HeadWidth,
        HasBias = false,
        OutputHasBias = false,
        IsScaled = false,
        Dropout = Dropout,
    };

    /// <summary>Creates what one stack adds to its scores by distance.</summary>
    internal RelativePositionBias CreateBias(bool isCausal) => new(Heads, Ranges, MaxDistance, isCausal);
}
