using System.Globalization;
using AdapterKit.Cli.Reports;
using ScottPlot;

namespace AdapterKit.Cli.Plots;

/// <summary>What a task listens to at one insertion point: a heat map, a row a layer with the lowest below, a column a member.</summary>
internal static class AttentionPlot
{
    private const int CellWidth = 130;
    private const int CellHeight = 64;
    private const int Surroundings = 150;
    private const float Gap = 3;

    // From here on black letters are hard to read.
    private const double Dark = 0.55;

    private static readonly IColormap Shades = new ScottPlot.Colormaps.Blues().Reversed();

    public static Plot Of(FusionReport report, string point)
    {
        var rows = Rows(report, point);
        var plot = new Plot();
        plot.Title($"What {report.Task} listens to at {point}", size: 18);
        plot.YLabel("layer");
        plot.XLabel(FormattableString.Invariant($"mean attention over the tokens of {report.Texts} texts"));
        foreach (var axis in new[] { plot.Axes.Left.Label, plot.Axes.Bottom.Label })
            (axis.Bold, axis.FontSize, axis.ForeColor) = (false, 14, Colors.DimGray);

        foreach (var (y, row) in rows.Index())
        {
            foreach (var (x, weight) in row.Weights.Index())
                AddCell(plot, x, y, weight);
        }

        SetTicks(plot.Axes.Left, rows.Select(row => row.Layer.ToString(CultureInfo.InvariantCulture)));
        SetTicks(plot.Axes.Bottom, report.Members);
        plot.Axes.SetLimits(-0.5, report.Members.Count - 0.5, -0.5, rows.Count - 0.5);
        plot.HideGrid();
        plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = 0;
        return plot;
    }

    public static (int Width, int Height) Size(FusionReport report, string point) =>
        (Surroundings + (CellWidth * report.Members.Count), Surroundings + (CellHeight * Rows(report, point).Count));

    private static List<FusionSite> Rows(FusionReport report, string point) => [.. report.Sites.Where(site => site.Point == point)];

    // Rectangles rather than a bitmap, which viewers of SVG blur.
    private static void AddCell(Plot plot, int x, int y, double? weight)
    {
        var cell = plot.Add.Rectangle(x - 0.5, x + 0.5, y - 0.5, y + 0.5);
        cell.FillColor = weight is { } share ? Shades.GetColor(share) : Colors.WhiteSmoke;
        (cell.LineColor, cell.LineWidth) = (Colors.White, Gap);
        var text = plot.Add.Text(weight?.ToString("P0", CultureInfo.InvariantCulture) ?? "–", x, y);
        text.LabelAlignment = Alignment.MiddleCenter;
        text.LabelFontSize = 16;
        text.LabelFontColor = weight > Dark ? Colors.White : Colors.Black;
    }

    private static void SetTicks(IAxis axis, IEnumerable<string> names)
    {
        string[] labels = [.. names];
        axis.SetTicks([.. Enumerable.Range(0, labels.Length).Select(index => (double)index)], labels);
        axis.TickLabelStyle.FontSize = 15;
        axis.MajorTickStyle.Length = 0;
        axis.FrameLineStyle.Width = 0;
    }
}
