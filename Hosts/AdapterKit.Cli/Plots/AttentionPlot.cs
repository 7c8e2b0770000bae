using System.Globalization;
using AdapterKit.Cli.Reports;
using ScottPlot;

namespace AdapterKit.Cli.Plots;

/// <summary>Draws the attention weights at one insertion point as a heat map.</summary>
/// <remarks>There is one row per layer, the lowest at the bottom, and one column per member.</remarks>
internal static class AttentionPlot
{
    private const int CellWidth = 130;
    private const int CellHeight = 64;
    private const int Margin = 150;
    private const float Gap = 3;

    // Above this weight, black text is hard to read.
    private const double Dark = 0.55;

    private static readonly IColormap Shades = new ScottPlot.Colormaps.Blues().Reversed();

    public static Plot Create(FusionReport report, string point)
    {
        var rows = GetRows(report, point);
        var plot = new Plot();
        plot.Title($"Attention weights of {report.Task} at {point}", size: 18);
        plot.YLabel("layer");
        plot.XLabel(FormattableString.Invariant($"averaged over the tokens of {report.Texts} texts"));
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

    public static (int Width, int Height) GetSize(FusionReport report, string point) =>
        (Margin + (CellWidth * report.Members.Count), Margin + (CellHeight * GetRows(report, point).Count));

    private static List<FusionSite> GetRows(FusionReport report, string point) => [.. report.Sites.Where(site => site.Point == point)];

    // Rectangles rather than a bitmap, which SVG viewers blur.
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
