using Spectre.Console;
using Spectre.Console.Rendering;

namespace AdapterKit.Cli.Views;

/// <summary>A table whose widest column is wrapped between words, or the list of its rows where there is no room for that.</summary>
internal sealed class FittingTable(Table table) : IRenderable
{
    private const int Unlimited = 10_000;

    public Measurement Measure(RenderOptions options, int maxWidth) => Choose(options, maxWidth).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Choose(options, maxWidth).Render(options, maxWidth);

    private IRenderable Choose(RenderOptions options, int maxWidth)
    {
        // The renderer would shorten several columns, and break the words of those that have no blanks.
        var widest = Enumerable.Range(0, table.Columns.Count).MaxBy(column => MeasureColumn(options, column).Max);
        foreach (var (index, column) in table.Columns.Index())
            column.NoWrap = index != widest;

        var least = ((IRenderable)table).Measure(options, Unlimited).Max
            - MeasureColumn(options, widest).Max + MeasureColumn(options, widest).Min;
        if (least <= maxWidth)
            return table;

        var list = RowList.Create([.. table.Columns.Select(column => column.Header)], table.Rows);
        return table.Title is { } title ? new Rows(new Markup(title.Text), list) : list;
    }

    private Measurement MeasureColumn(RenderOptions options, int column)
    {
        var cells = table.Rows.Select(row => row[column]).Prepend(table.Columns[column].Header)
            .Select(cell => cell.Measure(options, Unlimited)).ToList();
        return new Measurement(cells.Max(cell => cell.Min), cells.Max(cell => cell.Max));
    }
}
