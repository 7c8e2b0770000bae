namespace AdapterKit;

/// <summary>The continuation of a text.</summary>
/// <param name="Text">The decoded new tokens, without the one that ends the text.</param>
/// <param name="Ids">The new tokens.</param>
/// <param name="Reason">Why the text ends.</param>
public sealed record GeneratedText(string Text, IReadOnlyList<int> Ids, FinishReason Reason);
