using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

namespace AdapterKit.Cli.Plots;

/// <summary>The font of plots. Fonts come from the system, which may have none.</summary>
internal static class PlotFont
{
    private static readonly string[] Preferred = ["Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Segoe UI", "Helvetica", "Arial"];

    /// <summary>Whether the system has any font.</summary>
    public static bool IsAvailable => SKFontManager.Default.FontFamilies.Any();

    public static void Apply(Plot plot)
    {
        var families = SKFontManager.Default.FontFamilies.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Preferred.FirstOrDefault(families.Contains) is not { } sans)
            return;

        plot.Font.Set(sans);
        // Plot.Font does not reach the text inside the plot.
        foreach (var text in plot.GetPlottables<Text>())
            text.LabelFontName = sans;
    }
}
