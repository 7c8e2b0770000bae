namespace AdapterKit.Backbones;

/// <summary>The geometry of GPT-2 (Radford et al. 2019); the defaults are the smallest model.</summary>
[ConfigValue("scale_attn_weights", "true"), ConfigValue("scale_attn_by_inverse_layer_idx", "false")]
[ConfigValue("add_cross_attention", "false")]
public sealed partial record Gpt2Config
{
    /// <summary>The number of token ids.</summary>
    [ConfigKey("vocab_size")]
    public int Vocabulary { get; init; } = 50257;

    /// <summary>The width of the hidden states.</summary>
    [ConfigKey("n_embd")]
    public int Hidden { get; init; } = 768;

    /// <summary>The number of layers.</summary>
    [ConfigKey("n_layer")]
    public int Layers { get; init; } = 12;

    /// <summary>The number of attention heads.</summary>
    [ConfigKey("n_head")]
    public int Heads { get; init; } = 12;

    /// <summary>The width between the feed-forward projections; 0 for four times <see cref="Hidden"/>.</summary>
    [ConfigKey("n_inner")]
    public int Intermediate { get; init; }

    /// <summary>The activation function between the feed-forward projections.</summary>
    [ConfigKey("activation_function")]
    public Activation Activation { get; init; } = Activation.GeluTanh;

    /// <summary>The maximum number of tokens in a text.</summary>
    [ConfigKey("n_positions")]
    public int Positions { get; init; } = 1024;

    /// <summary>The dropout probability while the backbone itself is trained.</summary>
    [ConfigKey("resid_pdrop")]
    public double Dropout { get; init; } = 0.1;

    /// <summary>The ε of the layer norms.</summary>
    [ConfigKey("layer_norm_epsilon")]
    public double NormEps { get; init; } = 1e-5;
}
