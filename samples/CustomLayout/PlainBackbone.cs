using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Samples.CustomLayout;

/// <summary>A tiny frozen Transformer over bytes. Its weights are random; a real backbone loads trained ones.</summary>
[Backbone(Name)]
public sealed class PlainBackbone : Backbone
{
    /// <summary>The id that tasks are declared for.</summary>
    public const string Name = "plain";

    private readonly Embedding embedding;

    /// <summary>Builds the model with weights that follow from a seed.</summary>
    /// <param name="seed">The seed. The hash contains it: an adapter fits the weights that it was trained on and no others.</param>
    /// <param name="layers">The number of declared layers, below one irregular layer.</param>
    /// <param name="width">The width of the hidden states.</param>
    public PlainBackbone(int seed = 1, int layers = 2, int width = 32)
        : base(nameof(PlainBackbone))
    {
        random.manual_seed(seed);
        Hash = $"sha256:{seed:x64}";
        Width = width;
        embedding = nn.Embedding(PlainTokenizer.Size, width);
        var declared = Enumerable.Range(0, layers).Select(_ => new PlainLayer(width, heads: 4));
        Encoder = new AdaptedStack([.. declared, new GatedLayer(width, heads: 4)]);
        register_module("embedding", embedding);
        register_module("encoder", Encoder);
        Freeze();
    }

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Hash { get; }

    /// <inheritdoc />
    public override int Width { get; }

    /// <inheritdoc />
    public override ITokenizer Tokenizer { get; } = new PlainTokenizer();

    /// <inheritdoc />
    public override AdaptedStack Encoder { get; }

    /// <summary>Loads the backbone for a host.</summary>
    /// <param name="directory">The directory <c>backbones/plain</c> of the plugin; this backbone has no files.</param>
    public static PlainBackbone Load(string directory) => new();

    /// <inheritdoc />
    public override Tensor Embed(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return embedding.call(batch.Ids);
    }

    /// <summary>Averages the hidden states of each text over its real tokens.</summary>
    public override Tensor Pool(Tensor hidden, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var real = batch.Mask.unsqueeze(-1).to_type(hidden.dtype);
        return ((hidden * real).sum(1) / real.sum(1).clamp_min(1)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
    }
}
