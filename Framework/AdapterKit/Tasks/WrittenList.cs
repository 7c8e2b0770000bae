using System.Text.Json;

namespace AdapterKit;

/// <summary>Reads lists of labels as data files have them: separated, or as a JSON array.</summary>
internal static class WrittenList
{
    public const string Form = "a string or a list of strings";

    /// <summary>Returns a string as it is, and an array of strings as JSON; null for anything else.</summary>
    public static string? ReadJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => value.GetRawText(),
        _ => null,
    };

    /// <summary>Splits a list.</summary>
    /// <param name="written">The list.</param>
    /// <param name="separators">What stands between two items unless the list is JSON.</param>
    /// <exception cref="ArgumentException">The list begins like JSON and is none.</exception>
    public static string[] Split(string written, params char[] separators)
    {
        if (!written.AsSpan().TrimStart().StartsWith("["))
            return written.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        try
        {
            using var list = JsonDocument.Parse(written);
            return [.. list.RootElement.EnumerateArray().Select(item => item.GetString() ?? "")];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"'{written}' is not a JSON array of strings. Write one such as [\"a\", \"b\"].", error);
        }
    }
}
