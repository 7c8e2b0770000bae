using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>
/// A layer as a newcomer declares it for a model like LLaMA, with a norm of each kind: one by root mean square, and a layer norm without a
/// bias.
/// </summary>
[TransformerLayer(Norm = NormPlacement.Pre)]
public sealed partial class TinyDecoderLayer(int width, RotaryPositions rotary, int? window = null) : AdaptedLayer
{
    [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
    private readonly SelfAttention attention = new(
        width, heads: 4, new AttentionOptions { IsCausal = true, Window = window, KeyValueHeads = 2, Rotary = rotary, HasBias = false });

    [Sublayer, InsertionPoint("feed_forward", Norm = nameof(feedForwardNorm))]
    private readonly GatedFeedForward feedForward = new(width, 2 * width);

    private readonly RmsNorm attentionNorm = new(width);
    private readonly LayerNorm feedForwardNorm = nn.LayerNorm(width, bias: false);
}

/// <summary>A small random decoder that sums texts up by their mean.</summary>
internal sealed class TinyDecoder : Backbone, ILanguageModel
{
    private const int Vocabulary = 101;
    private readonly Embedding words = nn.Embedding(Vocabulary, 32);
    private readonly AbsolutePositions? positions;
    private readonly RmsNorm finalNorm = new(32);

    /// <param name="hasPositions">Whether it has learned positions beside the rotations.</param>
    /// <param name="tokenizer">Its tokenizer; one token per character by default.</param>
    /// <param name="window">The number of tokens that a token attends to in every other layer; all of them by default.</param>
    /// <param name="rotary">Its rotations; those of the paper by default.</param>
    public TinyDecoder(
        bool hasPositions = false, ITokenizer? tokenizer = null, int? window = null, RotaryPositions? rotary = null)
        : base(nameof(TinyDecoder))
    {
        Tokenizer = tokenizer ?? new TinyBert.CharacterTokenizer();
        rotary ??= new RotaryPositions(headWidth: 8);
        Encoder = new AdaptedStack(
            Enumerable.Range(0, 3).Select(index => new TinyDecoderLayer(32, rotary, index % 2 == 0 ? window : null)));
        positions = hasPositions ? new AbsolutePositions(42, 32, first: 2) : null;
        RegisterComponents();
        Freeze();
    }

    /// <summary>Raised with each batch that is embedded.</summary>
    public event Action<TokenBatch>? BatchEmbedded;

    public override string Id => "bert";

    public override string Hash => "random";

    public override int Width => 32;

    public override int MaxTokens => positions?.MaxTokens ?? 64;

    public override ITokenizer Tokenizer { get; }

    public override AdaptedStack Encoder { get; }

    public override Tensor Embed(TokenBatch batch)
    {
        BatchEmbedded?.Invoke(batch);
        var embedded = words.call(batch.Ids);
        if (positions is null)
            return embedded;

        using (embedded)
        using (var own = positions.call(batch))
            return embedded + own;
    }

    public override EmbeddingTables? Tables => positions is null ? null : new(words, positions.Table, FirstPosition: 2);

    public override Tensor EmbedWithChange(TokenBatch batch, Tensor change)
    {
        using var embedded = Embed(batch);
        return embedded + change;
    }

    public override Tensor ApplyFinalNorm(Tensor hidden) => finalNorm.call(hidden);

    public override Tensor Pool(Tensor hidden, TokenBatch batch) => Pooling.Mean.Apply(hidden, batch);

    public Tensor ComputeTokenLogits(Tensor hidden)
    {
        using var table = words.weight!;
        return nn.functional.linear(hidden, table);
    }

    protected override void RegisterComponents()
    {
        if (_internal_submodules.Count > 0)
            return;

        register_module("words", words);
        register_module("encoder", Encoder);
        register_module("norm", finalNorm);
        if (positions is not null)
            register_module("positions", positions);
    }
}
