namespace AdapterKit.Backbones;

/// <summary>The geometry of Gemma 2 (Gemma Team 2024); the defaults are Gemma-2-2B.</summary>
[ConfigValue("use_bidirectional_attention", "false")]
public sealed partial record Gemma2Config
{
    /// <summary>The number of token ids.</summary>
    [ConfigKey("vocab_size")]
    public int Vocabulary { get; init; } = 256_000;

    /// <summary>The width of the hidden states.</summary>
    [ConfigKey("hidden_size")]
    public int Hidden { get; init; } = 2304;

    /// <summary>The number of layers.</summary>
    [ConfigKey("num_hidden_layers")]
    public int Layers { get; init; } = 26;

    /// <summary>The number of attention heads.</summary>
    [ConfigKey("num_attention_heads")]
    public int Heads { get; init; } = 8;

    /// <summary>The number of heads of keys and values.</summary>
    [ConfigKey("num_key_value_heads")]
    public int KeyValueHeads { get; init; } = 4;

    /// <summary>The width of a head.</summary>
    [ConfigKey("head_dim")]
    public int HeadWidth { get; init; } = 256;

    /// <summary>The width between the feed-forward projections.</summary>
    [ConfigKey("intermediate_size")]
    public int Intermediate { get; init; } = 9216;

    /// <summary>The activation function of the gate.</summary>
    [ConfigKey("hidden_activation")]
    public Activation Activation { get; init; } = Activation.GeluTanh;

    /// <summary>The maximum number of tokens in a text.</summary>
    [ConfigKey("max_position_embeddings")]
    public int Positions { get; init; } = 8192;

    /// <summary>
    /// How many tokens a token attends to in some layers: 0, 2, 4 and so on, unless <see cref="LayerTypes"/> says otherwise; 0 for all.
    /// </summary>
    [ConfigKey("sliding_window")]
    public int SlidingWindow { get; init; } = 4096;

    /// <summary>
    /// For each layer, <c>full_attention</c>, or <c>sliding_attention</c> to <see cref="SlidingWindow"/> tokens only; empty for every other
    /// layer.
    /// </summary>
    [ConfigKey("layer_types")]
    public IReadOnlyList<string> LayerTypes { get; init; } = [];

    /// <summary>The width by whose root scores of attention are divided.</summary>
    [ConfigKey("query_pre_attn_scalar")]
    public double ScaledWidth { get; init; } = 256;

    /// <summary>What scores of attention stay below; <see langword="null"/> for no limit.</summary>
    [ConfigKey("attn_logit_softcapping")]
    public double? ScoreCap { get; init; } = 50;

    /// <summary>What logits stay below; <see langword="null"/> for no limit.</summary>
    [ConfigKey("final_logit_softcapping")]
    public double? LogitCap { get; init; } = 30;

    /// <summary>The ε of the norms.</summary>
    [ConfigKey("rms_norm_eps")]
    public double NormEps { get; init; } = 1e-6;

    /// <summary>Whether the products of attention have a bias.</summary>
    [ConfigKey("attention_bias")]
    public bool AttentionBias { get; init; }

    /// <summary>The base of the rotations.</summary>
    [ConfigKey("rope_theta|rope_parameters.rope_theta")]
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>The attention of a layer.</summary>
    /// <param name="rotary">The rotations.</param>
    /// <param name="layer">The number of the layer.</param>
    internal AttentionOptions GetAttention(RotaryPositions rotary, int layer) => new()
    {
        IsCausal = true,
        Rotary = rotary,
        Window = LayerWindows.Find(
            LayerTypes, layer, Layers, SlidingWindow > 0 ? SlidingWindow : null, isSliding: layer % 2 == 0),
        KeyValueHeads = KeyValueHeads,
        HeadWidth = HeadWidth,
        ScaledWidth = ScaledWidth,
        ScoreCap = ScoreCap,
        HasBias = AttentionBias,
        OutputHasBias = AttentionBias,
    };

    /// <summary>Creates a norm whose weights are differences from 1.</summary>
    internal RmsNorm CreateNorm() => new(Hidden, NormEps, scaleOffset: 1);
}
