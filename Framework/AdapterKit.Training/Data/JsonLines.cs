using System.Globalization;
using System.Text.Json;

namespace AdapterKit.Training;

/// <summary>Reads texts from JSON lines: one object per line.</summary>
internal static class JsonLines
{
    public static IEnumerable<string[]> Read(string path, string textKey, params string[] labelKeys)
    {
        var text = Utf8Text.Read(path);
        if (text.AsSpan().TrimStart().StartsWith("["))
            throw new DataException($"{path}: the file is a JSON array; write one object per line.");

        return Utf8Text.Lines(text).Index()
            .Where(line => !string.IsNullOrWhiteSpace(line.Item))
            .Select(line => Parse(line.Item, $"{path}, line {line.Index + 1}", textKey, labelKeys));
    }

    private static string[] Parse(string line, string where, string textKey, string[] labelKeys)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new DataException($"{where}: found {document.RootElement.ValueKind}; write one JSON object per line.");

            JsonProperty[] properties = [.. document.RootElement.EnumerateObject()];
            if (properties.CountBy(property => property.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
                throw new DataException($"{where}: the key '{twice}' occurs twice. Keep one.");

            return [Text(textKey, isLabel: false), .. labelKeys.Select(key => Text(key, isLabel: true))];

            string Text(string key, bool isLabel)
            {
                var found = properties.Where(property => property.Name.Equals(key, StringComparison.OrdinalIgnoreCase)).ToArray();
                return found switch
                {
                    [] => throw new DataException(
                        $"{where}: '{key}' is missing. The keys found are: {string.Join(", ", properties.Select(one => one.Name))}."),
                    [{ Value.ValueKind: JsonValueKind.String } one] => one.Value.GetString()!,
                    [{ Value.ValueKind: JsonValueKind.Number } one] when isLabel && one.Value.TryGetInt64(out var number) =>
                        number.ToString(CultureInfo.InvariantCulture),
                    [_] => throw new DataException(
                        $"{where}: '{key}' is not a string{(isLabel ? " or an integer" : "")}, but {found[0].Value.ValueKind}."),
                    _ => throw new DataException($"{where}: the key '{key}' occurs twice, in different letter case. Keep one."),
                };
            }
        }
        catch (JsonException error)
        {
            throw new DataException($"{where}: {error.Message} Write one JSON object per line.", error);
        }
        catch (InvalidOperationException error)
        {
            // The reader checks escapes only when a string is asked for.
            throw new DataException($"{where}: a string has half of a surrogate pair (\\uD800 to \\uDFFF). Write whole characters.", error);
        }
    }
}
