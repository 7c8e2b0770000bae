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
        foreach (var (task, prediction) in report.Predictions)
        {
            var parts = prediction.Parts;
            table.AddRow(
                Markup.Escape(task),
                parts.Count == 0 ? "[dim](none)[/]" : string.Join('\n', parts.Select(part => $"[bold]{Markup.Escape(part.Text)}[/]")),
                string.Join('\n', parts.Select(part => part.Probability?.ToString("P1", CultureInfo.InvariantCulture) ?? "")));
        }

        return report.Explanations is { } explanations
            ? new Rows([new FittingTable(table), .. explanations.Select(Render)])
            : new FittingTable(table);
    }

    private static FittingTable Render(FusionExplanation explanation)
    {
        var table = AttentionTable.Create(
            $"attention weights of [bold]{Markup.Escape(explanation.Task)}[/], averaged over the sites", ["token"], explanation.Members);
        foreach (var (token, weights) in explanation.Tokens)
            table.AddRow([Markup.Escape(token), .. AttentionTable.FormatRow([.. weights], "P0")]);

        return new FittingTable(table);
    }
}
