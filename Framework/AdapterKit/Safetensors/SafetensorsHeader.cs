using System.Text.Json;

namespace AdapterKit;

/// <summary>The JSON header of a safetensors file. Every number in it has been checked against the size of the file.</summary>
internal sealed record SafetensorsHeader(
    IReadOnlyDictionary<string, SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    public const string MetadataKey = "__metadata__";

    /// <summary>Bytes of the header's own length, which opens the file.</summary>
    public const int LengthBytes = sizeof(ulong);

    /// <summary>Longest header taken, in bytes. It is the limit of the format's first implementation.</summary>
    public const int MaxBytes = 100_000_000;

    /// <summary>Most dimensions of one tensor. libtorch's element-wise kernels take no more.</summary>
    private const int MaxRank = 64;

    /// <param name="file">Path, for messages.</param>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataLength">Bytes of the file that follow the header.</param>
    /// <exception cref="SafetensorsException">Anything is not as the format says.</exception>
    public static SafetensorsHeader Parse(string file, ReadOnlyMemory<byte> json, long dataLength)
    {
        if (json.IsEmpty || json.Span[0] != (byte)'{')
            throw new SafetensorsException(file, null, "the header does not begin with '{'; this is not a safetensors file.");
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4 });
            var data = new DataSection(file, LengthBytes + json.Length, dataLength);
            var entries = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, value) in Members(file, null, document.RootElement))
            {
                if (key == MetadataKey) metadata = ReadMetadata(file, value);
                else entries.Add(key, ReadEntry(data, key, value));
            }
            data.CheckCovered(entries.Values);
            return new SafetensorsHeader(entries, metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // JSON that is broken, or strings in it that are not Unicode: the reader reports the latter as an invalid operation.
            throw new SafetensorsException(file, null, $"the header is not valid JSON: {e.Message}", e);
        }
    }

    private static SafetensorsEntry ReadEntry(DataSection data, string key, JsonElement value)
    {
        var members = Members(data.File, key, value);
        if (members.Count != 3)
        {
            throw data.Error(
                key, $"its entry has the fields {string.Join(", ", members.Keys)}; the format has dtype, shape, data_offsets.");
        }

        var name = Member("dtype").GetString();
        if (!SafetensorsDtype.TryParse(name, out var dtype))
            throw data.Error(key, $"dtype '{name}' is not one of {SafetensorsDtype.Names}.");
        var shape = Integers("shape", MaxRank);
        var offsets = Integers("data_offsets", 2);
        if (offsets.Length != 2)
            throw data.Error(key, $"data_offsets has {offsets.Length} numbers instead of 2.");
        return data.Entry(key, dtype, shape, offsets[0], offsets[1]);

        JsonElement Member(string field) => members.TryGetValue(field, out var member)
            ? member
            : throw data.Error(key, $"its entry has no '{field}'.");

        long[] Integers(string field, int most)
        {
            var array = Member(field);
            if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() > most)
                throw data.Error(key, $"{field} is not a list of at most {most} numbers.");
            return [.. array.EnumerateArray().Select(item =>
                item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
                    ? number
                    : throw data.Error(key, $"{field} holds {item.GetRawText()}; it takes whole numbers from 0 to 2^63-1."))];
        }
    }

    private static Dictionary<string, string> ReadMetadata(string file, JsonElement value) =>
        Members(file, MetadataKey, value).ToDictionary(
            member => member.Key,
            member => member.Value.ValueKind == JsonValueKind.String
                ? member.Value.GetString()!
                : throw new SafetensorsException(file, null, $"{MetadataKey} '{member.Key}' is not a string."),
            StringComparer.Ordinal);

    /// <summary>The members of a JSON object, each name once: readers that take the first or the last of two would differ.</summary>
    private static Dictionary<string, JsonElement> Members(string file, string? key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new SafetensorsException(file, key, $"its entry in the header is a JSON {value.ValueKind}, not an object.");
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
                throw new SafetensorsException(file, key, $"'{member.Name}' is in the header twice.");
        }
        return members;
    }
}
