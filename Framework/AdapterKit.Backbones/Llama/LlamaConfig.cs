namespace AdapterKit.Backbones;

/// <summary>The geometry of LLaMA (Touvron et al. 2023) and of models with other numbers; the defaults are LLaMA-2-7B.</summary>
public sealed partial record LlamaConfig
{
    /// <summary>The kind of model: llama, mistral or qwen2.</summary>
    [ConfigKey("model_type")]
    public string ModelType { get; init; } = "llama";

    /// <summary>The number of token ids.</summary>
    [ConfigKey("vocab_size")]
    public int Vocabulary { get; init; } = 32000;

    /// <summary>The width of the hidden states.</summary>
    [ConfigKey("hidden_size")]
    public int Hidden { get; init; } = 4096;

    /// <summary>The number of layers.</summary>
    [ConfigKey("num_hidden_layers")]
    public int Layers { get; init; } = 32;

    /// <summary>The number of attention heads.</summary>
    [ConfigKey("num_attention_heads")]
    public int Heads { get; init; } = 32;

    /// <summary>The number of heads of keys and values; 0 for as many as there are heads.</summary>
    [ConfigKey("num_key_value_heads")]
    public int KeyValueHeads { get; init; }

    /// <summary>The width of a head; 0 for the hidden states, split among the heads.</summary>
    [ConfigKey("head_dim")]
    public int HeadWidth { get; init; }

    /// <summary>The width between the feed-forward projections.</summary>
    [ConfigKey("intermediate_size")]
    public int Intermediate { get; init; } = 11008;

    /// <summary>The activation function of the gate.</summary>
    [ConfigKey("hidden_act")]
    public Activation Activation { get; init; } = Activation.Silu;

    /// <summary>The maximum number of tokens in a text.</summary>
    [ConfigKey("max_position_embeddings")]
    public int Positions { get; init; } = 4096;

    /// <summary>How many tokens Mistral attends to; 0 for all. Longer texts are not supported.</summary>
    [ConfigKey("sliding_window")]
    public int SlidingWindow { get; init; }

    /// <summary>Whether Qwen2 attends to <see cref="SlidingWindow"/> tokens only.</summary>
    [ConfigKey("use_sliding_window")]
    public bool UsesSlidingWindow { get; init; }

    /// <summary>The ε of the norms.</summary>
    [ConfigKey("rms_norm_eps")]
    public double NormEps { get; init; } = 1e-6;

    /// <summary>Whether the products of attention have a bias.</summary>
    [ConfigKey("attention_bias")]
    public bool AttentionBias { get; init; }

    /// <summary>Whether the products of the feed-forward network have a bias.</summary>
    [ConfigKey("mlp_bias")]
    public bool FeedForwardBias { get; init; }

    /// <summary>Whether the head is the word embeddings.</summary>
    [ConfigKey("tie_word_embeddings")]
    public bool IsTied { get; init; }

    /// <summary>The base of the rotations.</summary>
    [ConfigKey("rope_theta|rope_parameters.rope_theta")]
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>How rotations are adapted to longer texts: default, linear or llama3.</summary>
    [ConfigKey("rope_scaling.rope_type|rope_scaling.type|rope_parameters.rope_type")]
    public string RopeType { get; init; } = "default";

    /// <summary>By what rotations are slowed down.</summary>
    [ConfigKey("rope_scaling.factor|rope_parameters.factor")]
    public double RopeFactor { get; init; } = 1;

    /// <summary>Waves longer than the trained length over this number are slowed down in full.</summary>
    [ConfigKey("rope_scaling.low_freq_factor|rope_parameters.low_freq_factor")]
    public double LowFrequencyFactor { get; init; } = 1;

    /// <summary>Waves shorter than the trained length over this number are kept.</summary>
    [ConfigKey("rope_scaling.high_freq_factor|rope_parameters.high_freq_factor")]
    public double HighFrequencyFactor { get; init; } = 4;

    /// <summary>The number of tokens that the model was pretrained on.</summary>
    [ConfigKey("rope_scaling.original_max_position_embeddings|rope_parameters.original_max_position_embeddings")]
    public int TrainedPositions { get; init; } = 8192;

    /// <summary>The maximum number of tokens for which every token attends to all before it.</summary>
    internal int MaxTokens => SlidingWindow > 0 && (ModelType == "mistral" || UsesSlidingWindow)
        ? Math.Min(Positions, SlidingWindow)
        : Positions;

    /// <summary>The attention of a layer.</summary>
    internal AttentionOptions Attention => new()
    {
        IsCausal = true,
        KeyValueHeads = KeyValueHeads > 0 ? KeyValueHeads : null,
        HeadWidth = HeadWidth > 0 ? HeadWidth : null,
        HasBias = AttentionBias || ModelType == "qwen2",
        OutputHasBias = AttentionBias,
    };

    /// <summary>Creates the rotations that all layers share.</summary>
    /// <exception cref="ArgumentException">Their kind is not supported.</exception>
    internal RotaryPositions CreateRotary()
    {
        var rotary = new RotaryPositions(HeadWidth > 0 ? HeadWidth : Hidden / Heads, RopeTheta);
        return RopeType switch
        {
            "default" => rotary,
            "linear" => rotary.Interpolate(RopeFactor),
            "llama3" => rotary.InterpolateLongWaves(RopeFactor, LowFrequencyFactor, HighFrequencyFactor, TrainedPositions),
            _ => throw new ArgumentException($"The rotations are of type '{RopeType}'. Supported are default, linear and llama3."),
        };
    }
}
