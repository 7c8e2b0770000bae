using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

namespace AdapterKit.Cli.Plots;

/// <summary>What plots are lettered in: fonts are the system's, and it may have none.</summary>
internal static class PlotFont
{
    private static readonly string[] Preferred = ["Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Segoe UI", "Helvetica", "Arial"];

    /// <summary>Whether the system has any font.</summary>
    public static bool IsThere => SKFontManager.Default.FontFamilies.Any();

    public static void Apply(Plot plot)
    {
        var families = SKFontManager.Default.FontFamilies.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Preferred.FirstOrDefault(families.Contains) is not { } sans)
            return;

        plot.Font.Set(sans);
        // That leaves out what is written into the plot itself.
        foreach (var text in plot.GetPlottables<Text>())
            text.LabelFontName = sans;
    }
}
