using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>A pre-norm layer whose norms tasks may tune.</summary>
/// <param name="width">The width of the hidden states.</param>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class PreNormLayer(int width) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    private readonly SelfAttention attention = new(width, 2);

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm))]
    private readonly FeedForward feedForward = new(width, 2 * width, Activation.Silu);

    private readonly LayerNorm attentionNorm = nn.LayerNorm(width), feedForwardNorm = nn.LayerNorm(width);
}

/// <summary>A layer with norms around each sub-layer, one of each kind.</summary>
/// <param name="width">The width of the hidden states.</param>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class SandwichLayer(int width) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm), OutputNorm = nameof(attentionOutputNorm))]
    private readonly SelfAttention attention = new(width, 2);

    [Sublayer, InsertionPoint("feed_forward", OutputNorm = nameof(feedForwardOutputNorm))]
    private readonly FeedForward feedForward = new(width, 2 * width, Activation.Silu);

    private readonly LayerNorm attentionNorm = nn.LayerNorm(width);
    private readonly RmsNorm attentionOutputNorm = new(width, scaleOffset: 1);
    private readonly LayerNorm feedForwardOutputNorm = nn.LayerNorm(width);
}

/// <summary>A small random encoder of pre-norm layers, or of those with norms of outputs, that sums texts up by their mean.</summary>
internal sealed class PreNormBackbone : Backbone
{
    private readonly Embedding embedding = nn.Embedding(101, 32);

    public PreNormBackbone(bool isSandwich = false)
        : base(nameof(PreNormBackbone))
    {
        Encoder = new AdaptedStack(Enumerable.Range(0, 3).Select(
            AdaptedLayer (_) => isSandwich ? new SandwichLayer(32) : new PreNormLayer(32)));
        RegisterComponents();
        Freeze();
    }

    public override string Id => "bert";

    public override string Hash => "random";

    public override int Width => 32;

    public override ITokenizer Tokenizer { get; } = new TinyBert.CharacterTokenizer();

    public override AdaptedStack Encoder { get; }

    public override Tensor Embed(TokenBatch batch) => embedding.call(batch.Ids);

    public override Tensor Pool(Tensor hidden, TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var mask = batch.Mask.to_type(hidden.dtype).unsqueeze(-1);
        return ((hidden * mask).sum(1) / mask.sum(1)).MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents()
    {
        if (_internal_submodules.Count > 0)
            return;

        register_module("embedding", embedding);
        register_module("encoder", Encoder);
    }
}
