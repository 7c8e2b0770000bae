using System.Buffers.Binary;
using System.Text;

namespace AdapterKit.Build;

/// <summary>
/// Changes which symbol versions an ELF library requires (section <c>.gnu.version_r</c>, "Linux Standard Base, Symbol Versioning").
/// </summary>
/// <remarks>
/// The section is a chain of <c>Verneed</c> records, one for each library, each with a chain of <c>Vernaux</c> records, one for each
/// version. The dynamic loader refuses a library if a required version is missing, unless its record is flagged weak.
/// </remarks>
public static class SymbolVersions
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int RecordSize = 16;
    private const byte Class64 = 2;
    private const byte LittleEndian = 1;
    private const ushort MachineX64 = 62;
    private const uint SectionOfVersionNeeds = 0x6ffffffe;
    private const ushort WeakFlag = 2;

    /// <summary>Flags the record that requires <paramref name="version"/> as weak (<c>VER_FLG_WEAK</c>).</summary>
    /// <param name="image">
    /// The whole file. One field of it changes if the result is <see cref="WeakeningOutcome.Weakened"/>, and nothing otherwise.
    /// </param>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>Whether the flag was set, or the reason why not.</returns>
    public static WeakeningOutcome Weaken(Span<byte> image, string version)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        if (!image.StartsWith("\u007fELF"u8))
            return WeakeningOutcome.NotElf;
        if (image.Length < HeaderSize)
            return WeakeningOutcome.Truncated;
        if (image[4] != Class64 || image[5] != LittleEndian || U16(image, 18) != MachineX64)
            return WeakeningOutcome.OtherMachine;

        int headerSize = U16(image, 58), count = U16(image, 60);
        if (headerSize != SectionHeaderSize
            || !TrySlice(image, U64(image, 40), (ulong)count * SectionHeaderSize, out var sections))
            return WeakeningOutcome.Truncated;

        for (var i = 0; i < count; i++)
        {
            var section = sections.Slice(i * SectionHeaderSize, SectionHeaderSize);
            if (U32(section, 4) != SectionOfVersionNeeds)
                continue;
            var link = U32(section, 40);
            if (link >= count || !TryContent(image, section, out var needs)
                || !TryContent(image, sections.Slice((int)link * SectionHeaderSize, SectionHeaderSize), out var names))
                return WeakeningOutcome.Truncated;
            return WeakenRecord(needs, libraries: U32(section, 44), names, [.. Encoding.ASCII.GetBytes(version), 0]);
        }
        return WeakeningOutcome.NoVersionNeeds;
    }

    private static WeakeningOutcome WeakenRecord(Span<byte> needs, uint libraries, ReadOnlySpan<byte> names, ReadOnlySpan<byte> version)
    {
        ulong need = 0;
        for (; libraries > 0; libraries--)
        {
            if (!TrySlice(needs, need, RecordSize, out var library))
                return WeakeningOutcome.Truncated;
            var aux = need + U32(library, 8);
            for (var versions = U16(library, 2); versions > 0; versions--)
            {
                if (!TrySlice(needs, aux, RecordSize, out var record) || U32(record, 8) >= names.Length)
                    return WeakeningOutcome.Truncated;
                if (names[(int)U32(record, 8)..].StartsWith(version))
                    return SetWeak(record.Slice(4, sizeof(ushort)));
                if (U32(record, 12) is var nextVersion && nextVersion == 0)
                    break;
                aux += nextVersion;
            }
            if (U32(library, 12) is var nextLibrary && nextLibrary == 0)
                break;
            need += nextLibrary;
        }
        return WeakeningOutcome.NoSuchVersion;
    }

    private static WeakeningOutcome SetWeak(Span<byte> flags)
    {
        var value = U16(flags, 0);
        if ((value & WeakFlag) != 0)
            return WeakeningOutcome.AlreadyWeak;
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(value | WeakFlag));
        return WeakeningOutcome.Weakened;
    }

    private static bool TryContent(Span<byte> image, ReadOnlySpan<byte> section, out Span<byte> content) =>
        TrySlice(image, U64(section, 24), U64(section, 32), out content);

    private static bool TrySlice(Span<byte> bytes, ulong offset, ulong length, out Span<byte> slice)
    {
        var fits = offset <= (ulong)bytes.Length && length <= (ulong)bytes.Length - offset;
        slice = fits ? bytes.Slice((int)offset, (int)length) : default;
        return fits;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private static ulong U64(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);
}
