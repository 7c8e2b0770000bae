namespace AdapterKit.Benchmarks;

/// <summary>Prints rows as a table.</summary>
internal static class MarkdownTable
{
    public static void Write(TextWriter output, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        WriteRow(output, header);
        WriteRow(output, [.. header.Select(_ => "---")]);
        foreach (var row in rows)
            WriteRow(output, row);
    }

    private static void WriteRow(TextWriter output, IReadOnlyList<string> cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");
}
