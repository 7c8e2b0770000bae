namespace AdapterKit;

/// <summary>Joins the tokens of words.</summary>
public static class TokenWords
{
    /// <summary>Joins the tokens of words, and truncates them.</summary>
    /// <param name="start">Special tokens before the words.</param>
    /// <param name="words">The words, each with its tokens; enumerated as far as they are kept.</param>
    /// <param name="end">Special tokens after the words.</param>
    /// <param name="maxTokens">The number of tokens to keep, at least 1.</param>
    /// <returns>The tokens, with <see cref="TokenizedText.Words"/>: words whose first token is truncated are not among them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokens"/> is not positive.</exception>
    public static TokenizedText Join(int[] start, IEnumerable<(string Word, int[] Ids)> words, int[] end, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(end);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokens);
        List<int> ids = [.. start];
        List<TokenizedWord> kept = [];
        var (room, isTruncated) = (maxTokens - end.Length, false);
        foreach (var (word, tokens) in words)
        {
            if (ids.Count >= room && tokens.Length > 0)
            {
                isTruncated = true;
                break;
            }

            kept.Add(new(word, tokens.Length > 0 ? ids.Count : null));
            ids.AddRange(tokens);
        }

        isTruncated |= ids.Count > room;
        int[] all = [.. ids.Take(Math.Max(0, room)), .. end];
        return new(all.Length <= maxTokens ? all : all[..maxTokens], isTruncated) { Words = kept };
    }
}

/// <summary>A word of a tokenized text.</summary>
/// <param name="Text">The word.</param>
/// <param name="Start">Its first token; <see langword="null"/> for a word without tokens, such as a control character.</param>
public readonly record struct TokenizedWord(string Text, int? Start);
