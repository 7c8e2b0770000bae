using System;
using System.Globalization;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reads sets of layers as the framework does: <c>"0..4,7"</c>.</summary>
internal static class LayerText
{
    private const int DeepestLayer = 9999;
    private static readonly string[] RangeSigns = ["...", "..", "-", "–", ":"];

    /// <summary>The highest layer of a set; <c>null</c> for a text that is no set.</summary>
    public static int? Highest(string text)
    {
        var highest = -1;
        foreach (var part in text.Split(','))
        {
            var ends = part.Split([".."], StringSplitOptions.None);
            if (ends.Length > 2 || Layer(ends[0]) is not { } first || Layer(ends[ends.Length - 1]) is not { } last || first > last)
                return null;

            highest = Math.Max(highest, last);
        }

        return highest;
    }

    /// <summary>The set that a malformed text probably means: other signs for ranges and commas, ranges from high to low, empty parts.</summary>
    public static string? Mended(string text)
    {
        var parts = text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Trim())
            .Where(part => part.Length > 0)
            .Select(part => part.Split(RangeSigns, StringSplitOptions.None).Select(end => end.Trim()));
        var mended = string.Join(",", parts.Select(ends => string.Join("..", ends.OrderBy(end => Layer(end) ?? 0))));
        return Highest(mended) is null ? null : mended;
    }

    private static int? Layer(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var layer) && layer <= DeepestLayer ? layer : null;
}
