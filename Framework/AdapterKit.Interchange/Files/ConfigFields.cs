using System.Text.Json;

namespace AdapterKit.Interchange;

/// <summary>
/// The fields of a configuration. Whoever reads it says at the end which other fields never change a number; any further one is refused
/// unless it is off.
/// </summary>
/// <param name="path">The file, for messages.</param>
/// <param name="json">The fields.</param>
internal sealed class ConfigFields(string path, JsonElement json)
{
    private const int MaxBytes = 4 << 20;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    /// <summary>The file, for messages.</summary>
    public string Path => path;

    /// <exception cref="InterchangeException">The file is missing, too large or not a JSON object.</exception>
    public static ConfigFields Open(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes } large)
                throw new InterchangeException($"{path} has {large.Length} bytes, which is no configuration.");

            using var document = JsonDocument.Parse(
                File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ConfigFields(path, document.RootElement.Clone())
                : throw new InterchangeException($"{path} is not a JSON object.");
        }
        catch (JsonException error)
        {
            throw new InterchangeException($"{path} is not valid JSON: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InterchangeException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Whether a field has a value other than null.</summary>
    public bool Has(string key) => json.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Reads the value of a field; none if it is missing or null.</summary>
    public JsonElement? Find(string key)
    {
        read.Add(key);
        return Has(key) ? json.GetProperty(key) : null;
    }

    public int GetInteger(string key, int fallback) =>
        Find(key) is not { } value ? fallback
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0 ? number
        : throw Refuse(key, value, "a positive integer");

    public double GetNumber(string key, double fallback) =>
        Find(key) is not { } value ? fallback : ReadNumber(key, value);

    public double ReadNumber(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number
        : throw Refuse(key, value, "a number");

    public bool Is(string key, bool fallback = false) =>
        Find(key) is not { } value ? fallback
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Refuse(key, value, "true or false");

    public string? GetText(string key) =>
        Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Refuse(key, value, "a text");

    /// <summary>Reads a list of texts; null if the field is missing.</summary>
    public IReadOnlyList<string>? GetTexts(string key) =>
        Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
        : throw Refuse(key, value, "a list of texts");

    /// <summary>Reads a list of integers, or one; null if the field is missing.</summary>
    public IReadOnlyList<int>? GetIntegers(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } one when one.TryGetInt32(out var number) => [number],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(IsInteger) =>
            [.. list.EnumerateArray().Select(item => item.GetInt32())],
        { } value => throw Refuse(key, value, "a list of integers"),
    };

    public Activation GetActivation(string key, string fallback, bool isOld = false)
    {
        var name = GetText(key) ?? fallback;
        return ActivationNames.Find(name, isOld) ?? throw new InterchangeException(
            $"{path}: '{key}' is '{name}'. Supported are {string.Join(", ", ActivationNames.Known)}.");
    }

    /// <summary>The fields of an object.</summary>
    public ConfigFields GetFields(string key) =>
        Find(key) is { ValueKind: JsonValueKind.Object } fields
            ? new ConfigFields(path, fields)
            : throw new InterchangeException($"{path}: '{key}' is no object.");

    /// <summary>Refuses a value that would change numbers in a way that cannot be done.</summary>
    public void Require(string key, bool expected, string otherwise, bool? fallback = null)
    {
        if (Is(key, fallback ?? expected) != expected)
            throw new InterchangeException($"{path}: '{key}' is {(expected ? "false" : "true")}: {otherwise}");
    }

    /// <summary>Refuses fields that were not read, unless they are off or change no number.</summary>
    /// <param name="harmless">The fields that never change a number at inference.</param>
    public void RequireAllRead(params IReadOnlyList<string> harmless)
    {
        foreach (var field in json.EnumerateObject().Where(field => !read.Contains(field.Name) && !harmless.Contains(field.Name)))
        {
            if (!IsOff(field.Value))
            {
                throw new InterchangeException(
                    $"{path}: the field '{field.Name}' is {Shorten(field.Value)}, which is not supported and may change the result.");
            }
        }
    }

    public InterchangeException Refuse(string key, JsonElement value, string expected) =>
        new($"{path}: '{key}' is {Shorten(value)}, but must be {expected}.");

    public IEnumerable<(string Key, JsonElement Value)> Enumerate() =>
        json.EnumerateObject().Select(field => (field.Name, field.Value));

    private static bool IsInteger(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _);

    private static bool IsOff(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    private static string Shorten(JsonElement value) =>
        value.GetRawText() is { Length: > 80 } text ? $"{text[..80]}…" : value.GetRawText();
}
