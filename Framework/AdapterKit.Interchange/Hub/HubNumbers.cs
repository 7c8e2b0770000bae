using System.Text.Json.Nodes;

namespace AdapterKit.Interchange;

/// <summary>Writes numbers and lists as the library does.</summary>
internal static class HubNumbers
{
    /// <summary>A whole number without a fraction.</summary>
    public static JsonNode ToJson(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e15 ? (long)number : number;

    public static JsonArray ToJson<T>(IEnumerable<T> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
