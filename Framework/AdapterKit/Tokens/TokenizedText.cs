namespace AdapterKit;

/// <summary>The token ids that a model reads of a text, or an image that it reads as tokens.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="IsTruncated">Whether the text has more tokens than the model reads.</param>
public readonly record struct TokenizedText(int[] Ids, bool IsTruncated)
{
    /// <summary>The first token of the second text of a pair; <see langword="null"/> for one text.</summary>
    public int? SecondStart { get; init; }

    /// <summary>
    /// The tokens that an encoder-decoder is to write for the text; <see langword="null"/> where its decoder reads the text itself.
    /// </summary>
    public int[]? Target { get; init; }

    /// <summary>Whether the target of the text has more tokens than the model reads, its end included.</summary>
    internal bool IsTargetTruncated { get; init; }

    /// <summary>
    /// The first token of each of the texts that are packed into one row (<see cref="Pack"/>); <see langword="null"/> for one text.
    /// </summary>
    public int[]? Starts { get; init; }

    /// <summary>The words, for a task that reads word by word; <see langword="null"/> for others.</summary>
    public IReadOnlyList<TokenizedWord>? Words { get; init; }

    /// <summary>The image, which takes the place of a text; the ids mean nothing then. <see langword="null"/> for texts.</summary>
    public ImagePixels? Image { get; init; }

    /// <summary>Tokenizes a text and truncates it.</summary>
    /// <param name="tokenizer">The tokenizer of the backbone.</param>
    /// <param name="text">The text.</param>
    /// <param name="maxTokens">The number of tokens to keep, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokens"/> is not positive.</exception>
    public static TokenizedText Create(ITokenizer tokenizer, string text, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokens);
        var ids = tokenizer.TokenizeStart(text, maxTokens);
        return ids.Length > maxTokens ? new(tokenizer.Truncate(ids, maxTokens), IsTruncated: true) : new(ids, IsTruncated: false);
    }

    /// <summary>
    /// Packs several texts into one row: each token attends to those of its own text alone, whose positions begin at 0, so that the texts
    /// are computed as each alone, without padding between them.
    /// </summary>
    /// <param name="texts">The tokens of each text; at least one text, and at least one token each.</param>
    /// <exception cref="ArgumentException">There is no text, or one without tokens.</exception>
    public static TokenizedText Pack(IReadOnlyList<int[]> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0 || texts.Any(text => text.Length == 0))
            throw new ArgumentException("A packed row needs at least one text, and each text at least one token.", nameof(texts));

        var starts = new int[texts.Count];
        for (var index = 1; index < texts.Count; index++)
            starts[index] = starts[index - 1] + texts[index - 1].Length;

        return new([.. texts.SelectMany(text => text)], IsTruncated: false) { Starts = starts };
    }

    /// <summary>Whether it has no token.</summary>
    internal bool IsEmpty => Ids.Length == 0;

    /// <summary>The number of tokens of the text or of its target, whichever has more.</summary>
    internal int Length => Math.Max(Ids.Length, OutputLength);

    /// <summary>The number of tokens whose hidden states a task reads.</summary>
    internal int OutputLength => (Target ?? Ids).Length;

    /// <summary>Adds the token that ends texts, if the text is whole, lacks it, and has room for it.</summary>
    internal TokenizedText End(ITokenizer tokenizer, int maxTokens) =>
        !IsTruncated && Ids.Length < maxTokens && tokenizer.EndIds is [var end, ..] && (Ids.Length == 0 || Ids[^1] != end)
            ? this with { Ids = [.. Ids, end] }
            : this;

    /// <summary>Whether it is read to the token that ends it, where the tokenizer has one.</summary>
    internal bool IsWhole(ITokenizer tokenizer) =>
        !IsTruncated && (tokenizer.EndIds is not [var end, ..] || (Ids.Length > 0 && Ids[^1] == end));
}
