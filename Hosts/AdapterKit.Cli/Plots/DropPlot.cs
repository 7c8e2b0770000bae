using AdapterKit.Cli.Reports;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace AdapterKit.Cli.Plots;

/// <summary>Accuracy against the number of lowest layers without adapters, one line a kind of training with the spread over seeds, and the speed beside them.</summary>
internal static class DropPlot
{
    public const int Width = 860;
    public const int Height = 520;

    public static Plot Of(DropReport report)
    {
        var plot = new Plot();
        plot.Title($"{report.Task} on {report.Backbone.Split(' ')[0]}");
        plot.XLabel("lowest layers without adapters");
        plot.YLabel("test accuracy");
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. report.Rows.Select(row => (double)row.Dropped)], [.. report.Rows.Select(row => $"{row.Dropped}")]);
        Line("trained for this number", row => row.Specialised, Colors.C0);
        Line("robust: trained once, for any number", row => row.Robust, Colors.C1);
        Line("standard: left out afterwards", row => row.Standard, Colors.C2);
        var speed = plot.Add.Scatter(Xs(), [.. report.Rows.Select(row => row.Speed.Training)]);
        speed.LegendText = "speed of a training step (right)";
        speed.Color = Colors.Gray;
        speed.MarkerShape = MarkerShape.OpenSquare;
        speed.Axes.YAxis = plot.Axes.Right;
        plot.Axes.Right.Label.Text = "times the speed with all adapters";
        plot.ShowLegend(Edge.Bottom);
        return plot;

        double[] Xs() => [.. report.Rows.Select(row => (double)row.Dropped)];

        void Line(string name, Func<DropRow, DropScore> score, Color color)
        {
            double[] accuracies = [.. report.Rows.Select(row => score(row).Accuracy)];
            var line = plot.Add.Scatter(Xs(), accuracies);
            line.LegendText = name;
            line.Color = color;
            line.LineWidth = 2;
            if (report.Seeds > 1)
                plot.Add.ErrorBar(Xs(), accuracies, [.. report.Rows.Select(row => score(row).AccuracySpread)]).Color = color;
        }
    }
}
