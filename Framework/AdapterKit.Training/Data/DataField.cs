using System.Text.Json;

namespace AdapterKit.Training;

/// <summary>A column, or JSON key, to read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Form">What it is in JSON, for messages.</param>
/// <param name="ReadJson">Returns a value in JSON as text; null if it is not of that form.</param>
internal sealed record DataField(string Name, string Form, Func<JsonElement, string?> ReadJson)
{
    /// <summary>A field of texts.</summary>
    public static DataField Text(string name) =>
        new(name, "a string", value => value.ValueKind == JsonValueKind.String ? value.GetString() : null);
}
