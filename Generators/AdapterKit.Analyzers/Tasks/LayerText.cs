using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Parses layer sets, such as <c>"0..4,7"</c>, with the rules of <c>LayerSet.Parse</c>.</summary>
/// <remarks>A copy, because <c>LayerSet</c> uses APIs that netstandard2.0 lacks; a test compares the two.</remarks>
internal static class LayerText
{
    private const int DeepestLayer = 9999;
    private static readonly string[] RangeSigns = ["...", "..", "-", "–", ":"];

    /// <summary>Returns the highest layer of a set; <c>null</c> if the text is not a valid set.</summary>
    public static int? FindHighest(string text) => Parse(text)?.Max();

    /// <summary>Returns the number of layers in a valid set.</summary>
    public static int Count(string text) => Parse(text)!.Count;

    private static HashSet<int>? Parse(string text)
    {
        var layers = new HashSet<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split([".."], StringSplitOptions.None);
            if (ends.Length > 2
                || ParseLayer(ends[0]) is not { } first
                || ParseLayer(ends[ends.Length - 1]) is not { } last
                || first > last)
                return null;

            layers.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return layers;
    }

    /// <summary>Corrects separators, descending ranges and empty parts; <c>null</c> if the result is still not a valid set.</summary>
    public static string? Correct(string text)
    {
        var parts = text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Trim())
            .Where(part => part.Length > 0)
            .Select(part => part.Split(RangeSigns, StringSplitOptions.None).Select(end => end.Trim()));
        var corrected = string.Join(",", parts.Select(ends => string.Join("..", ends.OrderBy(end => ParseLayer(end) ?? 0))));
        return FindHighest(corrected) is null ? null : corrected;
    }

    private static int? ParseLayer(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var layer) && layer <= DeepestLayer ? layer : null;
}
