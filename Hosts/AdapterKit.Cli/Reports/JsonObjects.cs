using System.Text.Json.Nodes;

namespace AdapterKit.Cli.Reports;

internal static class JsonObjects
{
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
