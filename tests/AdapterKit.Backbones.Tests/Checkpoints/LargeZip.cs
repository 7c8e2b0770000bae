using System.Buffers.Binary;

namespace AdapterKit.Backbones.Tests;

/// <summary>Rewrites a zip file as one of over 4 GiB is written: each number of its directory is in a field of 64 bits.</summary>
internal static class LargeZip
{
    private const int EndSize = 22;
    private const int EntrySize = 46;

    public static byte[] From(byte[] zip)
    {
        var end = zip.AsSpan(zip.Length - EndSize);
        var (size, start) = ((int)Number(end[12..]), (int)Number(end[16..]));
        var entries = zip.AsSpan(start, size);
        var directory = new List<byte>();
        while (!entries.IsEmpty)
            entries = entries[Rewrite(entries, directory)..];

        return
        [
            .. zip[..start],
            .. directory,
            .. Fields(0x06064b50, 44L, (short)45, (short)45, 0, 0, (long)Count(end), (long)Count(end), (long)directory.Count, (long)start),
            .. Fields(0x07064b50, 0, (long)(start + directory.Count), 1),
            .. Fields(0x06054b50, (short)0, (short)0, (short)-1, (short)-1, -1, -1, (short)0),
        ];
    }

    private static int Rewrite(ReadOnlySpan<byte> entry, List<byte> directory)
    {
        var name = entry.Slice(EntrySize, BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]));
        byte[] other = [.. Fields((short)7, (short)2, (short)0)];
        byte[] large = [.. Fields((short)1, (short)24, (long)Number(entry[24..]), (long)Number(entry[20..]), (long)Number(entry[42..]))];
        directory.AddRange(entry[..20]);
        directory.AddRange(Fields(-1, -1));
        directory.AddRange(entry[28..30]);
        directory.AddRange(Fields((short)(other.Length + large.Length)));
        directory.AddRange(entry[32..42]);
        directory.AddRange(Fields(-1));
        directory.AddRange([.. name, .. other, .. large]);
        return EntrySize + name.Length;
    }

    private static uint Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static ushort Count(ReadOnlySpan<byte> end) => BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);

    private static IEnumerable<byte> Fields(params object[] values) => values.SelectMany(value => value switch
    {
        short number => BitConverter.GetBytes(number),
        int number => BitConverter.GetBytes(number),
        _ => BitConverter.GetBytes((long)value),
    });
}
