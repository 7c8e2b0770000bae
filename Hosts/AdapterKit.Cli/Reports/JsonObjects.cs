using System.Text.Json.Nodes;

namespace AdapterKit.Cli.Reports;

internal static class JsonObjects
{
    /// <summary>Returns the number; null if it is infinite or none, which JSON cannot say.</summary>
    public static JsonNode? ToJson(this double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>Moves the properties of another object to the end of this one, and returns this one.</summary>
    public static JsonObject Append(this JsonObject first, JsonObject other)
    {
        foreach (var (key, value) in other.ToList())
        {
            other.Remove(key);
            first[key] = value;
        }

        return first;
    }
}
