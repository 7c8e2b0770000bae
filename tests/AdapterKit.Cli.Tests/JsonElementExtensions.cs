using System.Text.Json;

namespace AdapterKit.Cli.Tests;

/// <summary>Shorthands for reading the JSON that commands print.</summary>
internal static class JsonElementExtensions
{
    /// <summary>Returns the value at the end of a path of property names.</summary>
    public static JsonElement At(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (parent, name) => parent.GetProperty(name));

    public static string TextAt(this JsonElement element, params string[] path) => element.At(path).GetString()!;

    public static double NumberAt(this JsonElement element, params string[] path) => element.At(path).GetDouble();

    public static List<JsonElement> ItemsAt(this JsonElement element, params string[] path) => [.. element.At(path).EnumerateArray()];

    public static List<string> TextsAt(this JsonElement element, params string[] path) =>
        [.. element.ItemsAt(path).Select(item => item.GetString()!)];

    public static List<double> NumbersAt(this JsonElement element, params string[] path) =>
        [.. element.ItemsAt(path).Select(item => item.GetDouble())];
}
