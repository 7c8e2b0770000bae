using System.Globalization;
using Spectre.Console;

namespace AdapterKit.Cli.Views;

/// <summary>Tables with one column of attention weights per fusion member.</summary>
internal static class AttentionTable
{
    /// <param name="title">The title, as markup.</param>
    /// <param name="columns">The columns to the left of the members.</param>
    /// <param name="members">The members of the fusion.</param>
    public static Table Create(string title, IEnumerable<string> columns, IEnumerable<string> members)
    {
        var table = new Table().RoundedBorder().Title(title).AddColumns([.. columns]);
        foreach (var member in members)
            table.AddColumn(new TableColumn(Markup.Escape(member)).RightAligned());

        return table;
    }

    /// <summary>Formats the weights of one row, with the highest in bold.</summary>
    public static IEnumerable<string> FormatRow(IReadOnlyList<double?> weights, string format)
    {
        var highest = weights.Max();
        return weights.Select(weight => weight == highest ? $"[bold]{FormatWeight(weight, format)}[/]" : FormatWeight(weight, format));
    }

    /// <summary>Formats a weight as a percentage, or as a dash if the member has no adapter at the site.</summary>
    public static string FormatWeight(double? weight, string format = "P1") =>
        weight?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
