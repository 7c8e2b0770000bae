namespace AdapterKit.Backbones;

/// <summary>The geometry of a BERT encoder (Devlin et al. 2019, §3); the defaults are BERT-base.</summary>
public sealed record BertConfig
{
    /// <summary>The number of token ids.</summary>
    public int Vocabulary { get; init; } = 30522;

    /// <summary>The width of the hidden states.</summary>
    public int Hidden { get; init; } = 768;

    /// <summary>The number of layers.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>The number of attention heads.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>The width between the feed-forward projections.</summary>
    public int Intermediate { get; init; } = 3072;

    /// <summary>The activation function between the feed-forward projections.</summary>
    public Activation Activation { get; init; } = Activation.Gelu;

    /// <summary>The maximum number of tokens in a text.</summary>
    public int Positions { get; init; } = 512;

    /// <summary>The number of segment types.</summary>
    public int SegmentTypes { get; init; } = 2;

    /// <summary>The dropout probability while the backbone itself is trained.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>The ε of the layer norms.</summary>
    public double NormEps { get; init; } = 1e-12;

    /// <summary>How the hidden states of a text are pooled into one vector.</summary>
    public BertPooling Pooling { get; init; } = BertPooling.FirstToken;
}
