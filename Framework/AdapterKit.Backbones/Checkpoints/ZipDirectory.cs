using System.Buffers.Binary;
using System.Text;

namespace AdapterKit.Backbones;

/// <summary>
/// The entries of a zip file whose entries are not compressed. <see cref="System.IO.Compression.ZipArchive"/> does not tell where the
/// content of an entry begins, and could only read a tensor at the end of a storage by reading all before it.
/// </summary>
internal sealed class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint LargeEndSignature = 0x06064b50;
    private const uint LargeLocatorSignature = 0x07064b50;
    private const uint EntrySignature = 0x02014b50;
    private const uint HeaderSignature = 0x04034b50;
    private const int EndSize = 22;
    private const int LargeEndSize = 56;
    private const int LargeLocatorSize = 20;
    private const int EntrySize = 46;
    private const int HeaderSize = 30;
    private const int MaxBytes = 64 << 20;
    private const ushort LargeField = 1;

    private readonly BinaryFile file;
    private readonly Dictionary<string, ZipEntry> entries = new(StringComparer.Ordinal);

    private ZipDirectory(BinaryFile file) => this.file = file;

    public IReadOnlyDictionary<string, ZipEntry> Entries => entries;

    /// <exception cref="CheckpointException">The directory is malformed, or an entry is compressed.</exception>
    public static ZipDirectory Read(BinaryFile file)
    {
        var (start, size) = FindDirectory(file);
        if (size is < 0 or > MaxBytes)
            throw file.Error($"its zip directory claims {size} bytes; at most {MaxBytes} are supported.");

        var zip = new ZipDirectory(file);
        ReadOnlySpan<byte> rest = file.Read(start, (int)size);
        while (rest.Length >= EntrySize && Number32(rest, 0) == EntrySignature)
            rest = rest[zip.AddEntry(rest)..];

        return rest.IsEmpty ? zip : throw Damaged(file);
    }

    /// <summary>Returns where the content of an entry begins in the file.</summary>
    /// <exception cref="CheckpointException">The entry is not where the directory says.</exception>
    public long FindContent(ZipEntry entry)
    {
        var header = file.Read(entry.Header, HeaderSize);
        if (Number32(header, 0) != HeaderSignature)
            throw Damaged(file);

        var name = file.Read(entry.Header + HeaderSize, Number16(header, 26));
        var content = entry.Header + HeaderSize + name.Length + Number16(header, 28);
        return Encoding.UTF8.GetString(name) == entry.Name && content <= file.Length - entry.Length ? content : throw Damaged(file);
    }

    private static (long Start, long Size) FindDirectory(BinaryFile file)
    {
        var size = (int)Math.Min(file.Length, EndSize + ushort.MaxValue);
        var tail = file.Read(file.Length - size, size);
        for (var at = tail.Length - EndSize; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (Number32(end, 0) != EndSignature || Number16(end, 20) != end.Length - EndSize)
                continue;

            return Number16(end, 10) == ushort.MaxValue || Number32(end, 12) == uint.MaxValue || Number32(end, 16) == uint.MaxValue
                ? FindLargeDirectory(file, file.Length - end.Length)
                : (Number32(end, 16), Number32(end, 12));
        }

        throw file.Error("it begins like a zip file, but has no directory at its end: it is truncated. Fetch the file again.");
    }

    private static (long Start, long Size) FindLargeDirectory(BinaryFile file, long end)
    {
        var locator = file.Read(end - LargeLocatorSize, LargeLocatorSize);
        var large = file.Read(Number64(file, locator, 8), LargeEndSize);
        return Number32(locator, 0) == LargeLocatorSignature && Number32(large, 0) == LargeEndSignature
            ? (Number64(file, large, 48), Number64(file, large, 40))
            : throw Damaged(file);
    }

    /// <summary>Adds the first entry.</summary>
    /// <returns>How many bytes describe it.</returns>
    private int AddEntry(ReadOnlySpan<byte> bytes)
    {
        var (nameLength, extraLength) = (Number16(bytes, 28), Number16(bytes, 30));
        var size = EntrySize + nameLength + extraLength + Number16(bytes, 32);
        if (size > bytes.Length)
            throw Damaged(file);

        var name = Encoding.UTF8.GetString(bytes.Slice(EntrySize, nameLength));
        var extra = FindLargeField(bytes.Slice(EntrySize + nameLength, extraLength));
        var length = Expand(Number32(bytes, 24), ref extra);
        var stored = Expand(Number32(bytes, 20), ref extra);
        var header = Expand(Number32(bytes, 42), ref extra);
        var isEncrypted = (Number16(bytes, 8) & 1) != 0;
        if (Number16(bytes, 10) != 0 || isEncrypted || stored != length)
            throw file.Error($"its entry {PickleText.Quote(name)} is compressed or encrypted, which torch.save never does.");

        if (!entries.TryAdd(name, new ZipEntry(name, header, length)))
            throw file.Error($"it has two entries {PickleText.Quote(name)}.");

        return size;
    }

    private static ReadOnlySpan<byte> FindLargeField(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var (id, length) = (Number16(extra, 0), Math.Min(Number16(extra, 2), extra.Length - 4));
            if (id == LargeField)
                return extra.Slice(4, length);

            extra = extra[(4 + length)..];
        }

        return [];
    }

    // A number that does not fit into 32 bits follows in a field of its own.
    private long Expand(uint number, ref ReadOnlySpan<byte> large)
    {
        if (number != uint.MaxValue)
            return number;

        if (large.Length < sizeof(long))
            throw Damaged(file);

        var expanded = Number64(file, large, 0);
        large = large[sizeof(long)..];
        return expanded;
    }

    private static ushort Number16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Number32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Number64(BinaryFile file, ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]) is >= 0 and var number ? number : throw Damaged(file);

    private static CheckpointException Damaged(BinaryFile file) => file.Error("its zip directory is damaged. Fetch the file again.");
}
