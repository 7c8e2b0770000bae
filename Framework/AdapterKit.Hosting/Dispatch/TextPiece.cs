namespace AdapterKit.Hosting;

/// <summary>A part of a text that is being written.</summary>
/// <param name="Index">The number of the text in its request.</param>
/// <param name="Text">What was added to it; empty while a character is incomplete.</param>
public readonly record struct TextPiece(int Index, string Text)
{
    /// <summary>Tells that the text is finished, with this piece; <see langword="null"/> if it goes on.</summary>
    public TextSummary? End { get; init; }
}

/// <summary>What became of a text.</summary>
/// <param name="State">
/// Whether it was written to its end; <see cref="RowState.Late"/> if its time was up, and what there is of it stays.
/// </param>
/// <param name="Reason">Why it was not, as a sentence; empty if it was.</param>
public sealed record TextSummary(RowState State, string Reason = "")
{
    /// <summary>Why the text ends; <see langword="null"/> if it was not written to its end.</summary>
    public FinishReason? Finish { get; init; }

    /// <summary>The number of tokens that were read.</summary>
    public int PromptTokens { get; init; }

    /// <summary>The number of tokens that were written, one that ends the text included.</summary>
    public int NewTokens { get; init; }

    /// <summary>The generation of the host that wrote it; 0 if it was not begun.</summary>
    public int Generation { get; init; }

    /// <summary>The <c>sha256:…</c> of the weights that wrote it; <see langword="null"/> if it was not begun.</summary>
    public string? WeightsHash { get; init; }
}
