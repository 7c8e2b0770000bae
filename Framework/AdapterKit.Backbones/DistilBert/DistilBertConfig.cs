namespace AdapterKit.Backbones;

/// <summary>The geometry of a DistilBERT encoder (Sanh et al. 2019); the defaults are DistilBERT-base.</summary>
public sealed partial record DistilBertConfig
{
    /// <summary>The ε of the layer norms, which <c>config.json</c> does not contain.</summary>
    internal const double NormEps = 1e-12;

    /// <summary>The number of token ids.</summary>
    [ConfigKey("vocab_size")]
    public int Vocabulary { get; init; } = 30522;

    /// <summary>The width of the hidden states.</summary>
    [ConfigKey("dim")]
    public int Hidden { get; init; } = 768;

    /// <summary>The number of layers.</summary>
    [ConfigKey("n_layers")]
    public int Layers { get; init; } = 6;

    /// <summary>The number of attention heads.</summary>
    [ConfigKey("n_heads")]
    public int Heads { get; init; } = 12;

    /// <summary>The width between the feed-forward projections.</summary>
    [ConfigKey("hidden_dim")]
    public int Intermediate { get; init; } = 3072;

    /// <summary>The activation function between the feed-forward projections.</summary>
    [ConfigKey("activation")]
    public Activation Activation { get; init; } = Activation.Gelu;

    /// <summary>The maximum number of tokens in a text.</summary>
    [ConfigKey("max_position_embeddings")]
    public int Positions { get; init; } = 512;

    /// <summary>The dropout probability while the backbone itself is trained.</summary>
    [ConfigKey("dropout")]
    public double Dropout { get; init; } = 0.1;
}
