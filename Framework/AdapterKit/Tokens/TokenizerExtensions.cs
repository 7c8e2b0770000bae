namespace AdapterKit;

/// <summary>Tokenizes no more of a text than is read.</summary>
public static class TokenizerExtensions
{
    // Few tokens have more characters; a text with longer ones is tokenized in a few attempts.
    private const int CharactersPerToken = 16;

    /// <summary>Returns the tokens of a text; of a long text, perhaps those of its beginning alone.</summary>
    /// <remarks>Only a tokenizer with <see cref="ITokenizer.SplitsAtBlanks"/> lets a text be cut before it is tokenized.</remarks>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="text">The text.</param>
    /// <param name="maxTokens">The number of tokens to keep, at least 1.</param>
    /// <returns>All tokens, or more than <paramref name="maxTokens"/>, special tokens at the end included.</returns>
    public static int[] TokenizeStart(this ITokenizer tokenizer, string text, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokens);
        if (!tokenizer.SplitsAtBlanks)
            return tokenizer.Tokenize(text);

        for (var length = (long)maxTokens * CharactersPerToken; FindBlank(text, length) is { } blank; length *= 4)
        {
            var ids = tokenizer.Tokenize(text[..blank]);
            if (ids.Length > maxTokens)
                return ids;
        }

        return tokenizer.Tokenize(text);
    }

    // A blank of its own: how a run of white space becomes tokens may depend on its end.
    private static int? FindBlank(string text, long start)
    {
        for (var index = start; index + 1 < text.Length; index++)
        {
            index = text.IndexOf(' ', (int)index);
            if (index < 0 || index + 1 == text.Length)
                return null;

            if (!char.IsWhiteSpace(text[(int)index - 1]) && !char.IsWhiteSpace(text[(int)index + 1]))
                return (int)index;
        }

        return null;
    }
}
