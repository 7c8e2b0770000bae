using AdapterKit.Cli.Console;
using ScottPlot;

namespace AdapterKit.Cli.Plots;

/// <summary>A plot as a file: PNG or SVG, by its name.</summary>
internal static class PlotFile
{
    // For screens that have more than one dot where a picture has one.
    private const int DotsPerUnit = 2;

    public static IReadOnlyList<string> Kinds { get; } = [".png", ".svg"];

    /// <exception cref="InputException">The name says neither.</exception>
    public static void Check(FileInfo file)
    {
        if (!Kinds.Contains(file.Extension.ToLowerInvariant()))
            throw new InputException($"{file}: a plot is written as {string.Join(" or ", Kinds)}.");
    }

    public static void Save(Plot plot, FileInfo file, int width, int height)
    {
        Check(file);
        PlotFont.Apply(plot);
        file.Directory?.Create();
        if (file.Extension.Equals(".svg", StringComparison.OrdinalIgnoreCase))
        {
            plot.SaveSvg(file.FullName, width, height);
            return;
        }

        plot.ScaleFactor = DotsPerUnit;
        plot.SavePng(file.FullName, DotsPerUnit * width, DotsPerUnit * height);
        plot.ScaleFactor = 1;
    }
}
