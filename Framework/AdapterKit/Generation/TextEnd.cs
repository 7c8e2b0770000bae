namespace AdapterKit;

/// <summary>Decides whether a text ends with its last token.</summary>
/// <param name="backbone">The language model.</param>
/// <param name="options">When a text ends.</param>
internal sealed class TextEnd(Backbone backbone, GenerationOptions options)
{
    private readonly IReadOnlyList<int> ids = options.EndIds ?? (backbone as ILanguageModel)?.EndIds ?? [];

    /// <summary>The number of tokens that end a text.</summary>
    public int Count => ids.Count;

    /// <summary>Finds why a text ends.</summary>
    /// <param name="text">All its tokens.</param>
    /// <param name="prompt">How many of them were given.</param>
    /// <returns><see langword="null"/> for a text that goes on.</returns>
    public FinishReason? Find(List<int> text, int prompt) =>
        ids.Contains(text[^1]) ? FinishReason.EndToken
        : HasStopText(text, prompt) ? FinishReason.StopText
        : text.Count - prompt >= options.MaxNewTokens || text.Count >= backbone.MaxTokens ? FinishReason.Length
        : null;

    private bool HasStopText(List<int> text, int prompt)
    {
        if (options.StopTexts.Count == 0)
            return false;

        var decoded = backbone.Tokenizer.Decode(text[prompt..]);
        return options.StopTexts.Any(stop => decoded.Contains(stop, StringComparison.Ordinal));
    }
}
