using System.Globalization;
using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AdapterKit.Cli.Views;

internal static class PredictionView
{
    public static IRenderable Of(PredictionReport report)
    {
        var table = new Table().RoundedBorder().AddColumns("task", "label").AddColumn(new TableColumn("probability").RightAligned());
        foreach (var prediction in report.Predictions)
        {
            table.AddRow(
                Markup.Escape(prediction.Task),
                $"[bold]{Markup.Escape(prediction.Label)}[/]",
                prediction.Probability.ToString("P1", CultureInfo.InvariantCulture));
        }

        return table;
    }
}
