using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace AdapterKit.Training;

/// <summary>Reads columns of a CSV file whose first record names them.</summary>
internal static class CsvTable
{
    private static readonly string[] Delimiters = [",", ";", "\t"];

    public static List<string[]> Read(string path, Encoding? encoding, params string[] columns)
    {
        var text = DataText.Read(path, encoding);
        var isTabbed = DataBytes.GetContentType(path) == ".tsv";
        var delimiter = isTabbed ? "\t" : DetectDelimiter(text, columns);
        using var parser = Open(text, delimiter);
        var rows = new List<string[]>();
        string[]? header = null;
        int[] wanted = [];
        var next = 1;
        while (parser.Read())
        {
            var (raw, record, where) = (parser.RawRecord, parser.Record!, $"{path}, line {next}");
            next += DataText.CountLineEnds(raw);
            if (string.IsNullOrWhiteSpace(raw) && !raw.Contains(delimiter, StringComparison.Ordinal))
                continue;

            if (CsvQuotes.FindFault(raw, delimiter[0]) is { } fault)
                throw new DataException($"{where}: {fault}");

            if (header is null)
            {
                header = record;
                wanted = [.. columns.Select(column => Find(column, header, where))];
            }
            else if (record.Length != header.Length)
            {
                throw new DataException(
                    $"{where}: found {record.Length} fields, but the header names {header.Length} columns. "
                    + $"Quote fields that contain {Name(delimiter)} or a line end.");
            }
            else
            {
                rows.Add([.. wanted.Select(column => record[column])]);
            }
        }

        return header is not null
            ? rows
            : throw new DataException($"{path}: the file is empty; its first line must name the columns {string.Join(" and ", columns)}.");
    }

    // The delimiter that yields most of the wanted columns, then the one that yields most columns.
    private static string DetectDelimiter(string text, string[] columns) => Delimiters.MaxBy(delimiter =>
    {
        using var parser = Open(text, delimiter);
        string[] header = [];
        while (parser.Read() && string.IsNullOrWhiteSpace(string.Concat(header = parser.Record!)))
            continue;

        return (columns.Count(column => header.Any(name => IsSame(name, column))), header.Length);
    })!;

    private static int Find(string column, string[] header, string where)
    {
        int[] found = [.. header.Index().Where(name => IsSame(name.Item, column)).Select(name => name.Index)];
        return found switch
        {
            [var only] => only,
            [] => throw new DataException(
                $"{where}: the column '{column}' is missing.{Suggestion.For(column, header)} The columns found are: "
                + $"{string.Join(", ", header.Select(name => $"'{name}'"))}."),
            _ => throw new DataException($"{where}: the header names the column '{column}' {found.Length} times. Keep one."),
        };
    }

    private static bool IsSame(string name, string column) => name.Trim().Equals(column.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Name(string delimiter) => delimiter == "\t" ? "a tab" : $"'{delimiter}'";

    // Quotes are checked by CsvQuotes, which tells a stray quote from one that is never closed.
    private static CsvParser Open(string text, string delimiter) => new(
        new StringReader(text),
        new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter, BadDataFound = null, IgnoreBlankLines = false });
}
