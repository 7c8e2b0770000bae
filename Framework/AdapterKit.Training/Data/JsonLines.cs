using System.Text;
using System.Text.Json;

namespace AdapterKit.Training;

/// <summary>Reads texts from JSON: one object per line, or one array of objects.</summary>
internal static class JsonLines
{
    public static IEnumerable<string[]> Read(string path, Encoding? encoding, IReadOnlyList<DataField> fields)
    {
        var text = DataText.Read(path, encoding);
        if (!text.AsSpan().TrimStart().StartsWith("["))
            return ReadLines(path, text, fields);

        return DataBytes.GetContentType(path) == ".json"
            ? ReadArray(path, text, fields)
            : throw new DataException($"{path}: the file is a JSON array; write one object per line, or name the file .json.");
    }

    private static IEnumerable<string[]> ReadLines(string path, string text, IReadOnlyList<DataField> fields) =>
        DataText.Lines(text).Index()
            .Where(line => !string.IsNullOrWhiteSpace(line.Item))
            .Select(line =>
            {
                var where = $"{path}, line {line.Index + 1}";
                using var document = Parse(line.Item, where, "Write one JSON object per line.");
                return JsonFields.Read(document.RootElement, where, fields);
            });

    private static List<string[]> ReadArray(string path, string text, IReadOnlyList<DataField> fields)
    {
        using var document = Parse(text, path, "Write one JSON array of objects.");
        return [.. document.RootElement.EnumerateArray().Index()
            .Select(item => JsonFields.Read(item.Item, $"{path}, item {item.Index + 1}", fields))];
    }

    private static JsonDocument Parse(string json, string where, string advice)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            throw new DataException($"{where}: {error.Message} {advice}", error);
        }
    }
}
