using System.Text.Json;

namespace AdapterKit.Training;

/// <summary>Reads the fields of one JSON object.</summary>
internal static class JsonFields
{
    public static string[] Read(JsonElement item, string where, IReadOnlyList<DataField> fields)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw new DataException($"{where}: found {item.ValueKind}; write one JSON object per line.");

        try
        {
            JsonProperty[] properties = [.. item.EnumerateObject()];
            return properties.CountBy(property => property.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice
                ? throw new DataException($"{where}: the key '{twice}' occurs twice. Keep one.")
                : [.. fields.Select(field => Find(properties, where, field))];
        }
        catch (InvalidOperationException error)
        {
            // The reader checks escapes only when a string is asked for.
            throw new DataException($"{where}: a string has half of a surrogate pair (\\uD800 to \\uDFFF). Write whole characters.", error);
        }
    }

    private static string Find(JsonProperty[] properties, string where, DataField field)
    {
        var key = field.Name;
        var found = properties.Where(property => property.Name.Equals(key, StringComparison.OrdinalIgnoreCase)).ToArray();
        return found switch
        {
            [] => throw new DataException(
                $"{where}: '{key}' is missing.{Suggestion.For(key, properties.Select(one => one.Name))} "
                + $"The keys found are: {string.Join(", ", properties.Select(one => one.Name))}."),
            [var one] => field.ReadJson(one.Value)
                ?? throw new DataException($"{where}: '{key}' is not {field.Form}, but {one.Value.ValueKind}."),
            _ => throw new DataException($"{where}: the key '{key}' occurs twice, in different letter case. Keep one."),
        };
    }
}
