using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AdapterKit;

/// <summary>Writes the safetensors format: beside the target first, then renamed over it.</summary>
internal static class SafetensorsWriter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string path, (string Name, Tensor Tensor)[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        Check(tensors);
        // Wide elements first, so that each tensor begins at a multiple of its element size; then by name.
        tensors = [.. tensors.OrderByDescending(item => item.Tensor.ElementSize).ThenBy(item => item.Name, StringComparer.Ordinal)];
        var header = Header(tensors, metadata);
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                Span<byte> length = stackalloc byte[SafetensorsHeader.LengthBytes];
                BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
                DiskSteps.Write(stream, length);
                DiskSteps.Write(stream, header);
                foreach (var (_, tensor) in tensors)
                {
                    using var scope = NewDisposeScope();
                    DiskSteps.Write(stream, tensor.detach().cpu().contiguous().bytes);
                }
                DiskSteps.Flush(stream);
            }
            DiskSteps.Move(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void Check((string Name, Tensor Tensor)[] tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsHeader.MetadataKey };
        foreach (var (name, tensor) in tensors)
        {
            if (!names.Add(name))
                throw new ArgumentException($"The tensor name '{name}' is used twice, or reserved.", nameof(tensors));
            if (SafetensorsDtype.NameOf(tensor.dtype) is null)
            {
                throw new ArgumentException(
                    $"Tensor '{name}' is of {tensor.dtype}; the format has {SafetensorsDtype.Names}.", nameof(tensors));
            }

            if (tensor.NumberOfElements * tensor.ElementSize > Array.MaxLength)
            {
                throw new ArgumentException(
                    $"Tensor '{name}' is over {Array.MaxLength} bytes, the most that can be written.", nameof(tensors));
            }
        }
    }

    /// <summary>The JSON header, padded with blanks so that the data begin at a multiple of 8.</summary>
    private static byte[] Header((string Name, Tensor Tensor)[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 }) WriteMetadata(json, metadata);
            long offset = 0;
            foreach (var (name, tensor) in tensors)
            {
                var end = offset + tensor.NumberOfElements * tensor.ElementSize;
                json.WriteStartObject(name);
                json.WriteString("dtype", SafetensorsDtype.NameOf(tensor.dtype));
                WriteNumbers(json, "shape", tensor.shape);
                WriteNumbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
