using System.Text;

namespace AdapterKit.Training.Tests;

/// <summary>Whatever stands between delimiters, quotes and line ends is read as the reference reads it, or refused.</summary>
public sealed class CsvReferenceTests : IDisposable
{
    private static readonly string[] Pieces =
        ["\"", "\"", "\"\"", ",", ",", ";", "\t", "\n", "\r", "\r\n", "a", "b", " ", "\u00E9", "\U0001F600", "\u2028", "sep=", "#", "'"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".csv", ',')]
    [InlineData(".csv", ';')]
    [InlineData(".csv", '\t')]
    [InlineData(".tsv", '\t')]
    public void A_file_is_read_as_the_reference_reads_it_or_refused(string extension, char delimiter)
    {
        var random = new Random(delimiter + extension.Length);
        var (read, refused) = (0, 0);
        for (var round = 0; round < 800; round++)
        {
            var table = $"text{delimiter}label{random.GetItems<string>(["\n", "\r\n", "\r"], 1)[0]}" + Draw(random, delimiter);
            var expected = Expect(table, delimiter);
            var actual = Read(table, extension);
            (read, refused) = expected is null ? (read, refused + 1) : (read + 1, refused);
            if (expected is null ? actual is not null : actual is null || !expected.SequenceEqual(actual))
                Assert.Fail($"Round {round}: {Show(table)}\nexpected {Show(expected)}\nfound {Show(actual)}");
        }

        // Both happen often enough to mean something.
        Assert.True(read > 80 && refused > 80, $"{read} read, {refused} refused");
    }

    // Sound rows with a fault now and then, and sheer noise.
    private static string Draw(Random random, char delimiter)
    {
        if (random.Next(2) == 0)
            return string.Concat(random.GetItems(Pieces, random.Next(12)));

        var table = new StringBuilder();
        for (var row = random.Next(5); row > 0; row--)
            table.Append(DrawField(random)).Append(delimiter).Append(DrawField(random)).Append(random.Next(4) == 0 ? "\r\n" : "\n");

        var at = random.Next(table.Length + 1);
        if (random.Next(2) == 0 && (at == table.Length || !char.IsLowSurrogate(table[at])))
            table.Insert(at, random.GetItems(Pieces, 1)[0]);

        return table.ToString();
    }

    private static string DrawField(Random random)
    {
        var content = string.Concat(random.GetItems(Pieces, random.Next(5)));
        return $"\"{content.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // Every row has as many fields as the header.
    private static List<Example>? Expect(string table, char delimiter)
    {
        var rows = CsvReference.Read(table, delimiter)?.Skip(1).ToList();
        return rows is not null && rows.All(row => row.Count == 2) ? [.. rows.Select(row => new Example(row[0], row[1]))] : null;
    }

    private IReadOnlyList<Example>? Read(string table, string extension)
    {
        var path = folder.PathOf($"table{extension}");
        File.WriteAllText(path, table);
        try
        {
            return TextFiles.Read(path);
        }
        catch (DataException)
        {
            return null;
        }
    }

    private static string Show(object? value) => System.Text.Json.JsonSerializer.Serialize(value);
}
