using System.Globalization;
using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AdapterKit.Cli.Views;

internal static class PredictionView
{
    public static IRenderable Render(PredictionReport report)
    {
        var table = new Table().RoundedBorder().AddColumns("task", "label").AddColumn(new TableColumn("probability").RightAligned());
        foreach (var prediction in report.Predictions)
        {
            table.AddRow(
                Markup.Escape(prediction.Task),
                $"[bold]{Markup.Escape(prediction.Label)}[/]",
                prediction.Probability.ToString("P1", CultureInfo.InvariantCulture));
        }

        return report.Explanations is { } explanations ? new Rows([table, .. explanations.Select(Render)]) : table;
    }

    private static Table Render(FusionExplanation explanation)
    {
        var table = AttentionTable.Create(
            $"attention weights of [bold]{Markup.Escape(explanation.Task)}[/], averaged over the sites", ["token"], explanation.Members);
        foreach (var (token, weights) in explanation.Tokens)
            table.AddRow([Markup.Escape(token), .. AttentionTable.FormatRow([.. weights], "P0")]);

        return table;
    }
}
