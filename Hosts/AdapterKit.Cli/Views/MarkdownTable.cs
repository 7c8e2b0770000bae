using Spectre.Console;
using Spectre.Console.Rendering;

namespace AdapterKit.Cli.Views;

/// <summary>
/// A table in Markdown, to be pasted into a document: without blank lines around it, and never wrapped, which would end it. A terminal that
/// is too narrow shows a list of its rows instead.
/// </summary>
internal sealed class MarkdownTable(params IReadOnlyList<string> columns) : IRenderable
{
    private readonly List<IReadOnlyList<string>> rows = [];

    public void AddRow(params IReadOnlyList<string> cells) => rows.Add(cells);

    public Measurement Measure(RenderOptions options, int maxWidth) => new(Width, Width);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        if (options.Capabilities.Interactive && Width > maxWidth)
            return RowList.Create(ToTexts(columns), rows.Select(ToTexts)).Render(options, maxWidth);

        string[] lines = [Format(columns), Format(Widths.Select(width => new string('-', width))), .. rows.Select(Format)];
        return lines.SelectMany(line => new[] { new Segment(line), Segment.LineBreak });
    }

    private IEnumerable<int> Widths => columns.Select((column, index) =>
        rows.Select(row => Escape(row[index]).Length).Append(Escape(column).Length).Max());

    // Between bars and blanks.
    private int Width => Widths.Sum(width => width + 3) + 1;

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);

    private static IReadOnlyList<IRenderable> ToTexts(IEnumerable<string> cells) => [.. cells.Select(cell => new Text(cell))];

    private string Format(IEnumerable<string> cells) =>
        $"| {string.Join(" | ", cells.Zip(Widths, (cell, width) => Escape(cell).PadRight(width)))} |";
}
