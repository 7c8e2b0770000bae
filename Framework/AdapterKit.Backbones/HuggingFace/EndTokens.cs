using System.Text.Json;

namespace AdapterKit.Backbones;

/// <summary>The tokens with which the model of a directory ends its texts.</summary>
internal static class EndTokens
{
    private const string Key = "eos_token_id";

    // A model that was tuned to converse may end its texts otherwise than the one that it was tuned from.
    private static readonly string[] Files = ["generation_config.json", "config.json"];

    /// <summary>Reads them: one number or several, in the first file that names any.</summary>
    /// <returns>The tokens; none if no file names any.</returns>
    /// <exception cref="BackboneException">A file is malformed.</exception>
    public static IReadOnlyList<int> Read(string directory) =>
        Files.Select(file => Path.Combine(directory, file)).Where(File.Exists).Select(ReadFile).FirstOrDefault(ids => ids.Count > 0) ?? [];

    private static IReadOnlyList<int> ReadFile(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(Key, out var ids)
                ? ReadIds(ids)
                : [];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new BackboneException($"{path}: '{Key}' must be a whole number, or a list of them. {error.Message}", error);
        }
    }

    private static IReadOnlyList<int> ReadIds(JsonElement ids) => ids.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => [.. ids.EnumerateArray().Select(id => id.GetInt32())],
        _ => [ids.GetInt32()],
    };
}
