namespace AdapterKit.Hosting;

/// <summary>What is wanted of a text.</summary>
/// <param name="Task">The id of the task; <see langword="null"/> for the sentence embedding of the bare backbone.</param>
/// <param name="Input">The text, or the pair of texts.</param>
public readonly record struct DispatchRow(string? Task, TaskInput Input);
