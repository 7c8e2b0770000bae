namespace AdapterKit;

/// <summary>What a task reads at once: a text, or a pair of texts.</summary>
/// <param name="Text">The text.</param>
/// <param name="Second">The other text of a pair; <see langword="null"/> for a task that reads one text.</param>
public readonly record struct TaskInput(string Text, string? Second = null);
