using AdapterKit.Cli.Reports;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

/// <summary>Renders a comparison as a Markdown table, with a column for each metric of any of its tasks, and for what is known.</summary>
internal static class ComparisonView
{
    public static IRenderable Render(IReadOnlyList<ComparisonRow> rows, IReadOnlyDictionary<string, string> names)
    {
        string[] keys = [.. rows.SelectMany(row => row.Metrics).Select(metric => metric.Key).Distinct()];
        var hasMethods = rows.Any(row => row.Method.Length > 0);
        var hasMemory = rows.Any(row => row.MemoryMegabytes is not null);
        var table = new MarkdownTable([
            "task",
            .. hasMethods ? (string[])["method"] : [],
            "trained",
            .. keys.Select(key => $"test {names.GetValueOrDefault(key, key)}"),
            "parameters",
            "share",
            "step, ms",
            .. hasMemory ? (string[])["memory, MB"] : [],
        ]);
        foreach (var row in rows)
        {
            table.AddRow([
                row.Task,
                .. hasMethods ? (string[])[row.Method] : [],
                row.Mode.ToLowerInvariant(),
                .. keys.Select(key => Format(row.Metrics.FirstOrDefault(metric => metric.Key == key))),
                Invariant($"{row.TrainedParameters:N0}"),
                Invariant($"{row.Share:P1}"),
                Invariant($"{row.StepMilliseconds:F0}"),
                .. hasMemory ? (string[])[Invariant($"{row.MemoryMegabytes:F0}")] : [],
            ]);
        }

        return table;
    }

    private static string Format(MeanMetric metric) => metric.Key is null ? "" : Invariant($"{metric.Mean:F3} ± {metric.Spread:F3}");
}
