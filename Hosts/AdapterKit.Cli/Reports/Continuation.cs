namespace AdapterKit.Cli.Reports;

/// <summary>A text that a language model continued.</summary>
/// <param name="Prompt">The text.</param>
/// <param name="Text">Its continuation.</param>
/// <param name="Tokens">The number of tokens of the continuation.</param>
/// <param name="FinishReason">Why it ends.</param>
internal sealed record Continuation(string Prompt, string Text, int Tokens, FinishReason FinishReason);
