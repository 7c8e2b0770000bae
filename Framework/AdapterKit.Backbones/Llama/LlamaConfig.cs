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

    /// <summary>How many tokens a token of Mistral or Qwen2 attends to (Jiang et al. 2023, §2); 0 for all.</summary>
    [ConfigKey("sliding_window")]
    public int SlidingWindow { get; init; }

    /// <summary>Whether layers of Qwen2 attend to <see cref="SlidingWindow"/> tokens only.</summary>
    [ConfigKey("use_sliding_window")]
    public bool UsesSlidingWindow { get; init; }

    /// <summary>The number of layers of Qwen2, from the input up, that attend to all tokens nevertheless.</summary>
    [ConfigKey("max_window_layers")]
    public int FullLayers { get; init; } = 28;

    /// <summary>
    /// For each layer, <c>full_attention</c>, or <c>sliding_attention</c> to <see cref="SlidingWindow"/> tokens only; empty for what
    /// <see cref="FullLayers"/> says of Qwen2, and for windows in all layers of Mistral.
    /// </summary>
    [ConfigKey("layer_types")]
    public IReadOnlyList<string> LayerTypes { get; init; } = [];

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

    /// <summary>How rotations are adapted to longer texts: default, linear, dynamic, yarn or llama3.</summary>
    [ConfigKey("rope_scaling.rope_type|rope_scaling.type|rope_parameters.rope_type")]
    public string RopeType { get; init; } = "default";

    /// <summary>By what rotations are slowed down; 0 for the ratio of <see cref="Positions"/> to the trained length.</summary>
    [ConfigKey("rope_scaling.factor|rope_parameters.factor")]
    public double RopeFactor { get; init; }

    /// <summary>Waves longer than the trained length over this number are slowed down in full.</summary>
    [ConfigKey("rope_scaling.low_freq_factor|rope_parameters.low_freq_factor")]
    public double LowFrequencyFactor { get; init; } = 1;

    /// <summary>Waves shorter than the trained length over this number are kept.</summary>
    [ConfigKey("rope_scaling.high_freq_factor|rope_parameters.high_freq_factor")]
    public double HighFrequencyFactor { get; init; } = 4;

    /// <summary>The number of tokens that the model was pretrained on; 0 for <see cref="Positions"/>.</summary>
    [ConfigKey("rope_scaling.original_max_position_embeddings|rope_parameters.original_max_position_embeddings")]
    public int TrainedPositions { get; init; }

    /// <summary>The turns in the trained length from which on YaRN keeps a rotation.</summary>
    [ConfigKey("rope_scaling.beta_fast|rope_parameters.beta_fast")]
    public double FastTurns { get; init; } = 32;

    /// <summary>The turns in the trained length up to which YaRN slows a rotation down in full.</summary>
    [ConfigKey("rope_scaling.beta_slow|rope_parameters.beta_slow")]
    public double SlowTurns { get; init; } = 1;

    /// <summary>Whether the limits of YaRN are whole features.</summary>
    [ConfigKey("rope_scaling.truncate|rope_parameters.truncate")]
    public bool RoundsFeatures { get; init; } = true;

    /// <summary>By what YaRN multiplies queries and keys; 0 for what follows from the factor.</summary>
    [ConfigKey("rope_scaling.attention_factor|rope_parameters.attention_factor")]
    public double AttentionFactor { get; init; }

    /// <summary>A factor of the logarithm in what follows, if there is also <see cref="ScaleOfAll"/>; 0 for none.</summary>
    [ConfigKey("rope_scaling.mscale|rope_parameters.mscale")]
    public double Scale { get; init; }

    /// <summary>The factor of the logarithm in what the result is divided by; 0 for none.</summary>
    [ConfigKey("rope_scaling.mscale_all_dim|rope_parameters.mscale_all_dim")]
    public double ScaleOfAll { get; init; }

    /// <summary>The maximum number of tokens in a text: more than those of the table where rotations are adapted beyond it.</summary>
    internal int MaxTokens => RopeType switch
    {
        "dynamic" => Math.Max(Positions, (int)(Positions * Factor)),
        "yarn" => Math.Max(Positions, (int)(TrainedLength * Factor)),
        _ => Positions,
    };

    private int? Window => SlidingWindow > 0 && (ModelType == "mistral" || UsesSlidingWindow) ? SlidingWindow : null;

    private int TrainedLength => TrainedPositions > 0 ? TrainedPositions : Positions;

    private double Factor => RopeFactor > 0 ? RopeFactor : (double)Positions / TrainedLength;

    /// <summary>The attention of a layer.</summary>
    /// <param name="rotary">The rotations.</param>
    /// <param name="layer">The number of the layer.</param>
    internal AttentionOptions GetAttention(RotaryPositions rotary, int layer) => new()
    {
        IsCausal = true,
        Rotary = rotary,
        Window = LayerWindows.Find(
            LayerTypes, layer, Layers, Window, isSliding: ModelType == "mistral" || layer >= FullLayers),
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
            "linear" => rotary.Interpolate(Factor),
            "dynamic" => rotary.StretchLongTexts(Factor, Positions),
            "yarn" => rotary.InterpolateByParts(Factor, TrainedLength, FastTurns, SlowTurns, RoundsFeatures).Lengthen(GetLength()),
            "llama3" => rotary.InterpolateLongWaves(Factor, LowFrequencyFactor, HighFrequencyFactor, TrainedLength),
            _ => throw new ArgumentException(
                $"The rotations are of type '{RopeType}'. Supported are default, linear, dynamic, yarn and llama3."),
        };
    }

    private double GetLength()
    {
        if (AttentionFactor > 0)
            return AttentionFactor;

        return Scale > 0 && ScaleOfAll > 0 ? Grow(Scale) / Grow(ScaleOfAll) : Grow(1);

        double Grow(double scale) => Factor <= 1 ? 1 : (0.1 * scale * Math.Log(Factor)) + 1;
    }
}
