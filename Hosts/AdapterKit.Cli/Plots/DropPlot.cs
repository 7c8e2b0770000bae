using AdapterKit.Cli.Reports;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace AdapterKit.Cli.Plots;

/// <summary>Draws the first metric, such as accuracy, against the number of layers without adapters.</summary>
/// <remarks>There is one line per kind of training, with the spread over seeds, and one for the speed.</remarks>
internal static class DropPlot
{
    public const int Width = 860;
    public const int Height = 520;

    /// <param name="report">The sweep.</param>
    /// <param name="metric">The name of the metric.</param>
    public static Plot Create(DropReport report, string metric)
    {
        double[] dropped = [.. report.Rows.Select(row => (double)row.Dropped)];
        var plot = new Plot();
        plot.Title($"{report.Task} on {report.Backbone}");
        plot.XLabel("number of first layers without adapters");
        plot.YLabel($"test {metric}");
        plot.Axes.Bottom.TickGenerator = new NumericManual(dropped, [.. report.Rows.Select(row => $"{row.Dropped}")]);
        AddLine("specialized: trained for this number", row => row.Specialized, Colors.C0);
        AddLine("robust: trained once, for any number", row => row.Robust, Colors.C1);
        AddLine("standard: dropped after training", row => row.Standard, Colors.C2);
        var speed = plot.Add.Scatter(dropped, [.. report.Rows.Select(row => row.Speed.Training)]);
        speed.LegendText = "speed of a training step (right axis)";
        speed.Color = Colors.Gray;
        speed.MarkerShape = MarkerShape.OpenSquare;
        speed.Axes.YAxis = plot.Axes.Right;
        plot.Axes.Right.Label.Text = "relative to the speed with all adapters";
        plot.ShowLegend(Edge.Bottom);
        return plot;

        void AddLine(string name, Func<DropRow, DropScore> score, Color color)
        {
            double[] means = [.. report.Rows.Select(row => score(row).Metrics[0].Mean)];
            var line = plot.Add.Scatter(dropped, means);
            line.LegendText = name;
            line.Color = color;
            line.LineWidth = 2;
            if (report.Seeds > 1)
                plot.Add.ErrorBar(dropped, means, [.. report.Rows.Select(row => score(row).Metrics[0].Spread)]).Color = color;
        }
    }
}
