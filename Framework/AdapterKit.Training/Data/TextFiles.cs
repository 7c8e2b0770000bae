namespace AdapterKit.Training;

/// <summary>Reads texts from UTF-8 files: JSON lines, or CSV separated by commas, semicolons or tabs.</summary>
public static class TextFiles
{
    /// <summary>Reads the labeled examples of a file.</summary>
    /// <param name="path">A <c>.jsonl</c>, <c>.csv</c> or <c>.tsv</c> file.</param>
    /// <param name="columns">The columns to read, by default <c>text</c> and <c>label</c>.</param>
    /// <exception cref="DataException">The file cannot be read, is not of a supported type, is malformed, or has a line without text or
    /// label.</exception>
    public static IReadOnlyList<Example> Read(string path, TextColumns? columns = null)
    {
        var (text, label) = columns ?? new TextColumns();
        return Guard(path, () => Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".jsonl" => [.. JsonLines.Read(path, text, label).Select(fields => new Example(fields[0], fields[1]))],
            ".csv" or ".tsv" => (IReadOnlyList<Example>)
                [.. CsvTable.Read(path, text, label).Select(fields => new Example(fields[0], fields[1]))],
            var other => throw new DataException($"{path}: '{other}' is not a supported type of data file. Use .jsonl, .csv or .tsv."),
        });
    }

    /// <summary>Reads the texts of a file, with or without labels.</summary>
    /// <param name="path">A <c>.jsonl</c>, <c>.csv</c> or <c>.tsv</c> file with <c>text</c>, or a <c>.txt</c> file with one text per
    /// line.</param>
    /// <param name="textColumn">The column or JSON key of the texts; it does not matter in a <c>.txt</c> file.</param>
    /// <exception cref="DataException">The file cannot be read, is not of a supported type, is malformed, or has a line without
    /// text.</exception>
    public static IReadOnlyList<string> ReadTexts(string path, string textColumn = "text") => Guard(path, () =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".jsonl" => [.. JsonLines.Read(path, textColumn).Select(fields => fields[0])],
            ".csv" or ".tsv" => [.. CsvTable.Read(path, textColumn).Select(fields => fields[0])],
            ".txt" => (IReadOnlyList<string>)[.. Utf8Text.Lines(Utf8Text.Read(path)).Where(line => !string.IsNullOrWhiteSpace(line))],
            var other => throw new DataException(
                $"{path}: '{other}' is not a supported type of data file. Use .jsonl, .csv, .tsv or .txt."),
        });

    /// <summary>Splits examples, label by label: 80 % for training, 10 % for validation, 10 % for testing.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="labels">The labels, in the order of a task's outputs.</param>
    /// <param name="seed">The seed of the split.</param>
    public static TextDataSet Split(IReadOnlyList<Example> examples, IReadOnlyList<string> labels, int seed)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var parts = new List<Example>[] { [], [], [] };
        var byLabel = examples.GroupBy(example => example.Label, StringComparer.Ordinal);
        foreach (var group in byLabel.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var shuffled = group.ToArray();
            new Random(seed).Shuffle(shuffled);
            foreach (var (index, example) in shuffled.Index())
                parts[(index % 10) switch { 8 => 1, 9 => 2, _ => 0 }].Add(example);
        }

        return new TextDataSet(labels, parts[0], parts[1], parts[2]);
    }

    private static IReadOnlyList<T> Guard<T>(string path, Func<IReadOnlyList<T>> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
