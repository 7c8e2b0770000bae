namespace AdapterKit;

/// <summary>Converts text to the token ids of a backbone.</summary>
/// <remarks>An implementation must be safe to call from several threads at once.</remarks>
public interface ITokenizer
{
    /// <summary>The id at padding positions.</summary>
    int PadId { get; }

    /// <summary>The tokens with which a language model ends a text, the usual one first; none for other models.</summary>
    IReadOnlyList<int> EndIds => [];

    /// <summary>
    /// Whether the tokens of a text up to a single blank are the first tokens of the whole text, special tokens at the end apart. A long
    /// text is then tokenized only as far as it is read.
    /// </summary>
    bool SplitsAtBlanks => false;

    /// <summary>Returns all token ids of a text, however many there are.</summary>
    /// <param name="text">Any text; the empty text has no tokens of its own.</param>
    int[] Tokenize(string text);

    /// <summary>Truncates a text that has too many tokens.</summary>
    /// <param name="ids">All token ids of a text, more than <paramref name="maxTokens"/>.</param>
    /// <param name="maxTokens">The number of tokens to keep, at least 1.</param>
    /// <returns>The first tokens; a tokenizer whose texts end in a special token keeps that token in place of the last.</returns>
    int[] Truncate(int[] ids, int maxTokens) => ids[..maxTokens];

    /// <summary>Tokenizes two texts as one sequence, the longer one truncated first.</summary>
    /// <param name="first">The first text.</param>
    /// <param name="second">The second text.</param>
    /// <param name="maxTokens">The number of tokens to keep, at least 1.</param>
    /// <returns>The tokens; by default those of the first text and then those of the second.</returns>
    TokenizedText TokenizePair(string first, string second, int maxTokens) =>
        TokenPairs.Join([], this.TokenizeStart(first, maxTokens), [], this.TokenizeStart(second, maxTokens), [], maxTokens);

    /// <summary>Tokenizes a text word by word, and truncates it.</summary>
    /// <param name="words">The words, without white space.</param>
    /// <param name="maxTokens">The number of tokens to keep, at least 1.</param>
    /// <returns>The tokens with <see cref="TokenizedText.Words"/>; by default those of each word, one after the other.</returns>
    TokenizedText TokenizeWords(IReadOnlyList<string> words, int maxTokens) =>
        TokenWords.Join([], words.Select(word => (word, Tokenize(word))), [], maxTokens);

    /// <summary>Returns the readable form of a token.</summary>
    /// <param name="id">A token id.</param>
    string TextOf(int id) => $"#{id}";

    /// <summary>Returns the text of several tokens; by default their readable forms, one after the other.</summary>
    /// <param name="ids">Token ids.</param>
    string Decode(IReadOnlyList<int> ids) => string.Concat(ids.Select(TextOf));
}
