namespace AdapterKit;

/// <summary>The text of tokens that arrive one by one.</summary>
/// <remarks>
/// A character may consist of several tokens, and what a token adds may depend on those before it: text is returned as soon as it is final.
/// </remarks>
/// <param name="tokenizer">The tokenizer of the model.</param>
public sealed class StreamedText(ITokenizer tokenizer)
{
    // How tokenizers write bytes that are no whole character.
    private const char Incomplete = '\ufffd';

    private readonly List<int> ids = [];
    private int context;
    private int read;

    /// <summary>Takes the next token.</summary>
    /// <param name="id">The token.</param>
    /// <returns>The text that it completes; empty if a later token completes it.</returns>
    public string Append(int id)
    {
        ids.Add(id);
        return Decode(context).EndsWith(Incomplete) ? "" : Take();
    }

    /// <summary>Ends the text.</summary>
    /// <returns>What is left: an incomplete character; empty if there is none.</returns>
    public string Finish() => Take();

    // The tokens before the new ones are decoded with them, as context.
    private string Take()
    {
        var before = tokenizer.Decode(ids.GetRange(context, read - context));
        var all = Decode(context);
        (context, read) = (read, ids.Count);
        return all.Length > before.Length ? all[before.Length..] : "";
    }

    private string Decode(int start) => tokenizer.Decode(ids.GetRange(start, ids.Count - start));
}
