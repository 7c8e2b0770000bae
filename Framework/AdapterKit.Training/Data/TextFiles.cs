using System.Text;

namespace AdapterKit.Training;

/// <summary>
/// Reads texts from files: JSON lines, a JSON array, or CSV separated by commas, semicolons or tabs; also compressed with gzip.
/// </summary>
/// <remarks>Files are UTF-8 unless they begin with a byte order mark or the caller names another encoding.</remarks>
public static class TextFiles
{
    private const string Types = ".jsonl, .json, .csv or .tsv";

    /// <summary>Reads the labeled examples of a file.</summary>
    /// <param name="path">A <c>.jsonl</c>, <c>.json</c>, <c>.csv</c> or <c>.tsv</c> file, or one of them with <c>.gz</c> added.</param>
    /// <param name="columns">The columns to read, by default <c>text</c> and <c>label</c>.</param>
    /// <param name="encoding">The encoding of a file without a byte order mark, see <see cref="TextEncodings"/>; null for UTF-8.</param>
    /// <exception cref="DataException">The file cannot be read, is not of a supported type, is malformed, or has a line without text or
    /// label.</exception>
    public static IReadOnlyList<Example> Read(string path, TextColumns? columns = null, Encoding? encoding = null) =>
        Read(path, ClassificationTask.Kind, columns, encoding);

    /// <summary>Reads the examples of a file for any kind of task.</summary>
    /// <param name="path">A <c>.jsonl</c>, <c>.json</c>, <c>.csv</c> or <c>.tsv</c> file, or one of them with <c>.gz</c> added.</param>
    /// <param name="kind">
    /// The kind of the task, such as <see cref="ClassificationTask.Kind"/>. Single texts that are their own targets
    /// (<see cref="TaskKind.ReadsTarget"/>) may be the lines of a <c>.txt</c> file.
    /// </param>
    /// <param name="columns">The columns to read, by default those of the kind.</param>
    /// <param name="encoding">The encoding of a file without a byte order mark, see <see cref="TextEncodings"/>; null for UTF-8.</param>
    /// <exception cref="DataException">The file cannot be read, is not of a supported type, is malformed, or has a line without text or
    /// target.</exception>
    public static IReadOnlyList<Example> Read(string path, TaskKind kind, TextColumns? columns = null, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(kind);
        columns ??= TextColumns.Of(kind);
        if (kind.ReadsTarget)
        {
            // The target of a text is its second text, whichever of the two the caller names.
            var target = columns.Second ?? (kind.Reading.Columns.Count > 1 ? columns.Label : null);
            return target is { } second
                ? [.. ReadPairs(path, columns.Text, second, encoding).Select(
                    pair => new Example(pair.Text, pair.Second!) { Second = pair.Second })]
                : [.. ReadTexts(path, columns.Text, encoding).Select(text => new Example(text, text))];
        }

        var fields = columns.FieldsOf(kind);
        return Guard(path, () => (IReadOnlyList<Example>)[.. ReadRows(path, fields, encoding).Select(Create)]);

        Example Create(string[] row) => new(row[0], row[^1]) { Second = row.Length > 2 ? row[1] : null };
    }

    /// <summary>Reads the texts of a file, with or without labels.</summary>
    /// <param name="path">A <c>.jsonl</c>, <c>.json</c>, <c>.csv</c> or <c>.tsv</c> file with <c>text</c>, or a <c>.txt</c> file with one
    /// text per line, or one of them with <c>.gz</c> added.</param>
    /// <param name="textColumn">The column or JSON key of the texts; it does not matter in a <c>.txt</c> file.</param>
    /// <param name="encoding">The encoding of a file without a byte order mark, see <see cref="TextEncodings"/>; null for UTF-8.</param>
    /// <exception cref="DataException">The file cannot be read, is not of a supported type, is malformed, or has a line without
    /// text.</exception>
    public static IReadOnlyList<string> ReadTexts(string path, string textColumn = "text", Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Guard(path, () => (IReadOnlyList<string>)(HasLines(path)
            ? [.. DataText.Lines(DataText.Read(path, encoding)).Where(line => !string.IsNullOrWhiteSpace(line))]
            : [.. ReadRows(path, [DataField.Text(textColumn)], encoding, ", or .txt").Select(row => row[0])]));
    }

    /// <summary>Whether a file has one text per line, and no columns: a <c>.txt</c> file, or its <c>.gz</c>.</summary>
    /// <param name="path">The file.</param>
    public static bool HasLines(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return DataBytes.GetContentType(path) == ".txt";
    }

    /// <summary>Reads the pairs of texts of a file, with or without targets.</summary>
    /// <param name="path">A <c>.jsonl</c>, <c>.json</c>, <c>.csv</c> or <c>.tsv</c> file, or one of them with <c>.gz</c> added.</param>
    /// <param name="textColumn">The column or JSON key of the first texts.</param>
    /// <param name="secondColumn">The column or JSON key of the second texts.</param>
    /// <param name="encoding">The encoding of a file without a byte order mark, see <see cref="TextEncodings"/>; null for UTF-8.</param>
    /// <exception cref="DataException">The file cannot be read, is not of a supported type, is malformed, or has a line without one of the
    /// texts.</exception>
    public static IReadOnlyList<TaskInput> ReadPairs(
        string path, string textColumn = "text", string secondColumn = "second", Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        DataField[] fields = [DataField.Text(textColumn), DataField.Text(secondColumn)];
        return Guard(path, () => (IReadOnlyList<TaskInput>)
            [.. ReadRows(path, fields, encoding).Select(row => new TaskInput(row[0], row[1]))]);
    }

    /// <summary>Splits examples, label by label: 80 % for training, 10 % for validation, 10 % for testing.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="labels">The labels, in the order of a task's outputs.</param>
    /// <param name="seed">The seed of the split.</param>
    public static TextDataSet Split(IReadOnlyList<Example> examples, IReadOnlyList<string> labels, int seed)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return Split(examples, [.. examples.Select(example => example.Label)], labels, seed);
    }

    /// <summary>
    /// Splits the examples of a task: 80 % for training, 10 % for validation, 10 % for testing; label by label if each text has one.
    /// </summary>
    /// <param name="examples">The examples.</param>
    /// <param name="task">The task.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <exception cref="ArgumentException">A text has a target that the task cannot have, such as an unknown label.</exception>
    public static TextDataSet Split(IReadOnlyList<Example> examples, TaskDeclaration task, int seed)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(task);
        var targets = task.Kind.ReadTargets(task.Labels, [.. examples.Select(example => example.Label)]);
        return Split(examples, [.. Enumerable.Range(0, examples.Count).Select(targets.GroupOf)], task.Labels, seed);
    }

    internal static IReadOnlyList<T> Guard<T>(string path, Func<IReadOnlyList<T>> read)
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

    private static TextDataSet Split(IReadOnlyList<Example> examples, string[] groups, IReadOnlyList<string> labels, int seed)
    {
        var parts = new List<Example>[] { [], [], [] };
        var grouped = examples.Zip(groups).GroupBy(entry => entry.Second, entry => entry.First, StringComparer.Ordinal);
        foreach (var group in grouped.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var shuffled = group.ToArray();
            new Random(seed).Shuffle(shuffled);
            foreach (var (index, example) in shuffled.Index())
                parts[(index % 10) switch { 8 => 1, 9 => 2, _ => 0 }].Add(example);
        }

        return new TextDataSet(labels, parts[0], parts[1], parts[2]);
    }

    private static IEnumerable<string[]> ReadRows(string path, IReadOnlyList<DataField> fields, Encoding? encoding, string more = "") =>
        DataBytes.GetContentType(path) switch
        {
            ".jsonl" or ".json" => JsonLines.Read(path, encoding, fields),
            ".csv" or ".tsv" => CsvTable.Read(path, encoding, [.. fields.Select(field => field.Name)]),
            var other => throw new DataException($"{path}: '{other}' is not a supported type of data file. Use {Types}{more}."),
        };
}
