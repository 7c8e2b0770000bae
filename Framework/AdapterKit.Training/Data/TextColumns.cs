namespace AdapterKit.Training;

/// <summary>The columns, or JSON keys, of a file of texts with targets. Letter case does not matter.</summary>
/// <param name="Text">The column of the texts.</param>
/// <param name="Label">The column of the labels or other targets.</param>
public sealed record TextColumns(string Text = "text", string Label = "label")
{
    /// <summary>The column of the second texts of pairs; <see langword="null"/> for single texts.</summary>
    public string? Second { get; init; }

    /// <summary>Returns the columns that a kind of task has by default.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentException">Its tasks read images, which are files of their own.</exception>
    public static TextColumns Of(TaskKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (kind.Reading.ReadsImages)
            throw new ArgumentException($"Tasks of the kind '{kind.Id}' read images. Find them with {nameof(ImageFolder)}.", nameof(kind));

        var texts = kind.Reading.Columns;
        return new TextColumns(texts[0], kind.TargetColumn) { Second = texts.ElementAtOrDefault(1) };
    }

    internal IReadOnlyList<DataField> FieldsOf(TaskKind kind) => [.. Texts, new DataField(Label, kind.TargetForm, kind.ReadJson)];

    internal IReadOnlyList<DataField> Texts => Second is null ? [DataField.Text(Text)] : [DataField.Text(Text), DataField.Text(Second)];
}
