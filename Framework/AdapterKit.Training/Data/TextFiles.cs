using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace AdapterKit.Training;

/// <summary>Reads texts from files: JSON lines or CSV with <c>text</c> and <c>label</c>.</summary>
public static class TextFiles
{
    /// <summary>Reads the labeled examples of a file.</summary>
    /// <param name="path">A <c>.jsonl</c> or <c>.csv</c> file.</param>
    /// <exception cref="DataException">The file cannot be read, is not of a supported type, or has a line without text or
    /// label.</exception>
    public static IReadOnlyList<Example> Read(string path) => Guard(path, () => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".jsonl" => [.. ReadJson(path, "text", "label").Select(fields => new Example(fields[0], fields[1]))],
        ".csv" => (IReadOnlyList<Example>)[.. ReadCsv(path, "text", "label").Select(fields => new Example(fields[0], fields[1]))],
        var other => throw new DataException($"{path}: '{other}' is not a supported type of data file. Use .jsonl or .csv."),
    });

    /// <summary>Reads the texts of a file, with or without labels.</summary>
    /// <param name="path">A <c>.jsonl</c> or <c>.csv</c> file with <c>text</c>, or a <c>.txt</c> file with one text per line.</param>
    /// <exception cref="DataException">The file cannot be read, is not of a supported type, or has a line without text.</exception>
    public static IReadOnlyList<string> ReadTexts(string path) => Guard(path, () => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".jsonl" => [.. ReadJson(path, "text").Select(fields => fields[0])],
        ".csv" => [.. ReadCsv(path, "text").Select(fields => fields[0])],
        ".txt" => (IReadOnlyList<string>)[.. File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line))],
        var other => throw new DataException($"{path}: '{other}' is not a supported type of data file. Use .jsonl, .csv or .txt."),
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

    private static IEnumerable<string[]> ReadJson(string path, params string[] keys) => File.ReadLines(path).Index()
        .Where(line => !string.IsNullOrWhiteSpace(line.Item))
        .Select(line => Parse(line.Item, path, line.Index + 1, keys));

    private static string[] Parse(string line, string path, int number, string[] keys)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return [.. keys.Select(Text)];

            string Text(string key) =>
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(key, out var value)
                && value.ValueKind == JsonValueKind.String
                    ? value.GetString()!
                    : throw new DataException($"{path}, line {number}: '{key}' is missing or is not a string.");
        }
        catch (JsonException error)
        {
            throw new DataException($"{path}, line {number}: {error.Message}", error);
        }
    }

    private static List<string[]> ReadCsv(string path, params string[] columns)
    {
        using var reader = new StreamReader(path);
        using var table = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture));
        var rows = new List<string[]>();
        try
        {
            if (!table.Read() || !table.ReadHeader())
            {
                throw new DataException(
                    $"{path}: the file is empty; its first line must name the columns {string.Join(" and ", columns)}.");
            }

            while (table.Read())
                rows.Add([.. columns.Select(Field)]);
        }
        catch (CsvHelperException error)
        {
            throw new DataException($"{path}, line {table.Parser.RawRow}: {error.Message.Split('\n')[0].Trim()}", error);
        }

        return rows;

        string Field(string name) => table.TryGetField<string>(name, out var value) && value is not null
            ? value
            : throw new DataException($"{path}, line {table.Parser.RawRow}: the column '{name}' is missing.");
    }
}
