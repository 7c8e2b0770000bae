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

        return report.Explanations is { } explanations ? new Rows([table, .. explanations.Select(Of)]) : table;
    }

    private static Table Of(FusionExplanation explanation)
    {
        var table = new Table().RoundedBorder().Title($"what [bold]{Markup.Escape(explanation.Task)}[/] listens to").AddColumn("token");
        foreach (var member in explanation.Members)
            table.AddColumn(new TableColumn(Markup.Escape(member)).RightAligned());

        foreach (var (token, weights) in explanation.Tokens)
        {
            var highest = weights.Max();
            table.AddRow([Markup.Escape(token), .. weights.Select(weight =>
                weight == highest ? $"[bold]{weight.ToString("P0", CultureInfo.InvariantCulture)}[/]" : weight.ToString("P0", CultureInfo.InvariantCulture))]);
        }

        return table;
    }
}
