using System.Buffers.Binary;
using System.Text;

namespace AdapterKit.Tests;

/// <summary>Files in the safetensors format, or nearly so, made by hand.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Of(string header, int dataLength) => Of(Encoding.UTF8.GetBytes(header), dataLength);

    public static byte[] Of(byte[] header, int dataLength) => [.. LengthOf((ulong)header.Length), .. header, .. new byte[dataLength]];

    public static byte[] LengthOf(ulong length)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        return bytes;
    }
}
