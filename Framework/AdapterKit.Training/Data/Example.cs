namespace AdapterKit.Training;

/// <summary>A text and its expected label.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">The label's name.</param>
public sealed record Example(string Text, string Label);
