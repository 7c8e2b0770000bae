using System.Buffers.Binary;
using System.Text;

namespace AdapterKit.Backbones;

/// <summary>Reads a pickle from a range of a file. Every length is compared with what is left before memory is taken.</summary>
/// <param name="file">The file.</param>
/// <param name="start">Where the range begins.</param>
/// <param name="end">Where the range ends.</param>
internal sealed class PickleInput(BinaryFile file, long start, long end)
{
    private const int MaxLine = 512;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] buffer = new byte[Math.Clamp(end - start, 0, 1 << 16)];
    private long filled = start;
    private int next;
    private int count;

    /// <summary>The place in the file of the next byte.</summary>
    public long Position => filled - count + next;

    private long Left => end - Position;

    public byte ReadByte()
    {
        if (next == count)
            Fill();

        return buffer[next++];
    }

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(stackalloc byte[sizeof(ushort)]));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(stackalloc byte[sizeof(int)]));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(stackalloc byte[sizeof(uint)]));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(stackalloc byte[sizeof(ulong)]));

    /// <summary>Reads a big-endian number, the only one in the format.</summary>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(ReadBytes(stackalloc byte[sizeof(double)]));

    public byte[] ReadBytes(ulong length)
    {
        CheckLength(length);
        var bytes = new byte[length];
        ReadBytes(bytes);
        return bytes;
    }

    /// <summary>Reads a text of a known length in bytes.</summary>
    public string ReadText(ulong length)
    {
        try
        {
            return Utf8.GetString(ReadBytes(length));
        }
        catch (DecoderFallbackException)
        {
            throw Error("a text is not valid UTF-8");
        }
    }

    /// <summary>Reads a text that ends with a line feed.</summary>
    public string ReadLine()
    {
        Span<byte> line = stackalloc byte[MaxLine];
        for (var length = 0; length < MaxLine; length++)
        {
            line[length] = ReadByte();
            if (line[length] == '\n')
                return Encoding.Latin1.GetString(line[..length]);
        }

        throw Error($"a name has more than {MaxLine} bytes");
    }

    /// <exception cref="CheckpointException">The range has fewer bytes left.</exception>
    public void CheckLength(ulong length)
    {
        if (length > (ulong)Left || length > (ulong)Array.MaxLength)
            throw Error($"{length} bytes are needed, but {Left} are left");
    }

    public CheckpointException Error(string problem) => file.Error($"at byte {Position}, {problem}.");

    private Span<byte> ReadBytes(Span<byte> target)
    {
        CheckLength((ulong)target.Length);
        var buffered = Math.Min(target.Length, count - next);
        buffer.AsSpan(next, buffered).CopyTo(target);
        next += buffered;
        file.Read(filled, target[buffered..]);
        if (buffered < target.Length)
            (filled, next, count) = (filled + target.Length - buffered, 0, 0);

        return target;
    }

    private void Fill()
    {
        CheckLength(1);
        (next, count) = (0, (int)Math.Min(buffer.Length, end - filled));
        file.Read(filled, buffer.AsSpan(0, count));
        filled += count;
    }
}
