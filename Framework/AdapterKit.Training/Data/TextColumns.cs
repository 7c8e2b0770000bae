namespace AdapterKit.Training;

/// <summary>The columns, or JSON keys, of a file of labeled texts. Letter case does not matter.</summary>
/// <param name="Text">The column of the texts.</param>
/// <param name="Label">The column of the labels.</param>
public sealed record TextColumns(string Text = "text", string Label = "label");
