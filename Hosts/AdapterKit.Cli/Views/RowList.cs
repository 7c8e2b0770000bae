using Spectre.Console;
using Spectre.Console.Rendering;

namespace AdapterKit.Cli.Views;

/// <summary>The rows of a table one below the other, where a table would not fit.</summary>
internal static class RowList
{
    /// <param name="columns">The headers of the columns.</param>
    /// <param name="rows">The cells of each row.</param>
    public static IRenderable Create(IReadOnlyList<IRenderable> columns, IEnumerable<IEnumerable<IRenderable>> rows) =>
        new Rows(rows.Select((row, index) => Create(columns, row, isFirst: index == 0)));

    private static Grid Create(IEnumerable<IRenderable> columns, IEnumerable<IRenderable> row, bool isFirst)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        if (!isFirst)
            grid.AddEmptyRow();

        foreach (var (column, cell) in columns.Zip(row))
            grid.AddRow(column, cell);

        return grid;
    }
}
