namespace AdapterKit.Backbones;

/// <summary>The geometry of ViT (Dosovitskiy et al. 2021); the defaults are ViT-Base/16.</summary>
public sealed partial record ViTConfig
{
    /// <summary>The width and height of an image.</summary>
    [ConfigKey("image_size")]
    public int ImageSize { get; init; } = 224;

    /// <summary>The width and height of a patch.</summary>
    [ConfigKey("patch_size")]
    public int PatchSize { get; init; } = 16;

    /// <summary>The number of colors.</summary>
    [ConfigKey("num_channels")]
    public int Channels { get; init; } = 3;

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

    /// <summary>Whether the products of queries, keys and values have a bias.</summary>
    [ConfigKey("qkv_bias")]
    public bool HasBias { get; init; } = true;

    /// <summary>The dropout probability while the backbone itself is trained.</summary>
    [ConfigKey("hidden_dropout_prob")]
    public double Dropout { get; init; }

    /// <summary>The ε of the layer norms.</summary>
    [ConfigKey("layer_norm_eps")]
    public double NormEps { get; init; } = 1e-12;

    /// <summary>The number of tokens of an image: one that stands for the whole, and one for each patch.</summary>
    /// <exception cref="ArgumentException">An image cannot be split into patches.</exception>
    internal int Tokens => PatchSize > 0 && ImageSize >= PatchSize && ImageSize % PatchSize == 0
        ? 1 + (ImageSize / PatchSize * (ImageSize / PatchSize))
        : throw new ArgumentException($"An image of {ImageSize} x {ImageSize} cannot be split into patches of {PatchSize}.");
}
