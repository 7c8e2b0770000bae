using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// The input of a BERT-like encoder: the normalized sum of word, position and segment embeddings (Devlin et al. 2019, figure 2). Every
/// token is in segment 0.
/// </summary>
public sealed partial class TokenEmbeddings : ComponentModule<TokenBatch, Tensor>
{
    [Weight("word_embeddings")]
    private readonly Embedding word;

    [Weight("position_embeddings")]
    private readonly Embedding position;

    [Weight("token_type_embeddings")]
    private readonly Embedding? segment;

    [Weight("LayerNorm")]
    private readonly LayerNorm norm;

    private readonly double dropout;

    /// <summary>Creates embeddings with random weights.</summary>
    /// <param name="vocabulary">The number of token ids.</param>
    /// <param name="positions">The number of rows of the position table.</param>
    /// <param name="segments">The number of segments; 0 for a model without.</param>
    /// <param name="width">The width of the hidden states.</param>
    /// <param name="normEps">The ε of the norm.</param>
    /// <param name="dropout">The probability with which a feature is set to zero in training.</param>
    /// <param name="firstPosition">The row of a text's first token in the position table.</param>
    public TokenEmbeddings(
        int vocabulary, int positions, int segments, int width, double normEps, double dropout = 0, int firstPosition = 0)
        : base(nameof(TokenEmbeddings))
    {
        word = WeightInitialization.Embedding(vocabulary, width);
        position = WeightInitialization.Embedding(positions, width);
        segment = segments > 0 ? WeightInitialization.Embedding(segments, width) : null;
        norm = LayerNorm(width, normEps);
        (this.dropout, FirstPosition) = (dropout, firstPosition);
        MaxTokens = positions - firstPosition;
        register_module(nameof(word), word);
        register_module(nameof(position), position);
        if (segment is not null)
            register_module(nameof(segment), segment);

        register_module(nameof(norm), norm);
    }

    /// <summary>The maximum number of tokens in a text.</summary>
    public int MaxTokens { get; }

    /// <summary>The word embeddings, <c>[ids, width]</c>.</summary>
    public Embedding Word => word;

    /// <summary>The position embeddings, <c>[positions, width]</c>; a text's first token has the row <see cref="FirstPosition"/>.</summary>
    public Embedding Position => position;

    /// <summary>The segment embeddings, <c>[segments, width]</c>; <see langword="null"/> for a model without.</summary>
    public Embedding? Segment => segment;

    /// <summary>The norm of the sum.</summary>
    public LayerNorm Norm => norm;

    /// <summary>The row of a text's first token in the position table.</summary>
    public int FirstPosition { get; }

    /// <summary>The tables of words and positions, which adapters may change, and the norm of their sum.</summary>
    public EmbeddingTables Tables => new(word, position, FirstPosition) { Norm = norm };

    /// <summary>Embeds tokens.</summary>
    /// <param name="input">The tokens.</param>
    /// <returns><c>[batch, tokens, width]</c></returns>
    /// <exception cref="ArgumentException">A text has more than <see cref="MaxTokens"/> tokens.</exception>
    public override Tensor forward(TokenBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        return Finish(Add(input)).MoveToOuterDisposeScope();
    }

    /// <summary>Embeds tokens, and adds a change in front of the norm.</summary>
    /// <param name="input">The tokens.</param>
    /// <param name="change">What is added, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns><c>[batch, tokens, width]</c></returns>
    /// <exception cref="ArgumentException">A text has more than <see cref="MaxTokens"/> tokens.</exception>
    public Tensor EmbedWithChange(TokenBatch input, Tensor change)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(change);
        using var scope = NewDisposeScope();
        return Finish(Add(input) + change).MoveToOuterDisposeScope();
    }

    /// <summary>Embeds vectors in place of words, in segment 0.</summary>
    /// <param name="vectors">Vectors like word embeddings, <c>[length, width]</c>; not modified.</param>
    /// <param name="first">The position of the first vector.</param>
    /// <returns><c>[length, width]</c>, a new tensor owned by the caller.</returns>
    /// <exception cref="ArgumentException">A vector is at a position beyond <see cref="MaxTokens"/>.</exception>
    public Tensor EmbedVectors(Tensor vectors, int first)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        RequireTokens(first + vectors.size(0));
        using var scope = NewDisposeScope();
        var sum = vectors + position.weight!.narrow(0, FirstPosition + first, vectors.size(0));
        return Finish(segment is null ? sum : sum + segment.weight![0]).MoveToOuterDisposeScope();
    }

    private Tensor Add(TokenBatch input)
    {
        var sum = word.call(input.Ids) + EmbedPositions(input);
        return segment is null ? sum : sum + EmbedSegments(segment, input);
    }

    private Tensor Finish(Tensor sum) => functional.dropout(norm.call(sum), dropout, training);

    private Tensor EmbedPositions(TokenBatch input)
    {
        if (input.Positions is not { } own)
        {
            RequireTokens(input.Ids.size(1));
            return position.weight!.narrow(0, FirstPosition, input.Ids.size(1));
        }

        RequireTokens(own.max().ToInt64() + 1);
        return position.call(own + FirstPosition);
    }

    private void RequireTokens(long tokens)
    {
        if (tokens > MaxTokens)
        {
            throw new ArgumentException(
                $"A text has {tokens} tokens, but the model supports at most {MaxTokens}. Truncate longer texts when you tokenize them.");
        }
    }

    // A model with one segment, such as RoBERTa, tells the texts of a pair apart by the tokens between them.
    private static Tensor EmbedSegments(Embedding segment, TokenBatch input) =>
        input.Segments is null || segment.weight!.size(0) == 1 ? segment.weight![0] : segment.call(input.Segments);
}
