using AdapterKit.Cli.Console;
using ScottPlot;

namespace AdapterKit.Cli.Plots;

/// <summary>Writes plots as PNG or SVG, depending on the extension of the file.</summary>
internal static class PlotFile
{
    // For displays with more than one pixel per unit.
    private const int PixelsPerUnit = 2;

    public static IReadOnlyList<string> Extensions { get; } = [".png", ".svg"];

    /// <exception cref="InputException">The extension is not supported.</exception>
    public static void Validate(FileInfo file)
    {
        if (!Extensions.Contains(file.Extension.ToLowerInvariant()))
            throw new InputException($"{file}: a plot must be {string.Join(" or ", Extensions)}.");
    }

    public static void Save(Plot plot, FileInfo file, int width, int height)
    {
        Validate(file);
        PlotFont.Apply(plot);
        file.Directory?.Create();
        if (file.Extension.Equals(".svg", StringComparison.OrdinalIgnoreCase))
        {
            plot.SaveSvg(file.FullName, width, height);
            return;
        }

        plot.ScaleFactor = PixelsPerUnit;
        plot.SavePng(file.FullName, PixelsPerUnit * width, PixelsPerUnit * height);
        plot.ScaleFactor = 1;
    }
}
