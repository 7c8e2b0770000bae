using System.Buffers.Binary;

namespace AdapterKit.Build.Tests;

/// <summary>The smallest file that requires one symbol version: header, one record of each kind, a name, two section headers.</summary>
internal sealed class SmallElf
{
    public const string Version = "V_1";
    public const int NeedsHeader = 112;
    private const int Needs = 64, Names = 96, NamesHeader = NeedsHeader + 64;

    public SmallElf()
    {
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(Image);
        Write(18, 2, 62);
        Write(40, 8, NeedsHeader); // section table
        Write(58, 2, 64);
        Write(60, 2, 2);
        Write(Needs, 2, 1);
        Write(Needs + 8, 4, 16); // first version record, from here
        Write(Needs + 24, 4, 1); // its name
        "\0V_1\0"u8.CopyTo(Image.AsSpan(Names));
        WriteSection(NeedsHeader, type: 0x6ffffffe, Needs, size: 32, link: 1);
        WriteSection(NamesHeader, type: 3, Names, size: 16, link: 0);
        SetCounts(versions: 1, libraries: 1);
    }

    public byte[] Image { get; } = new byte[NamesHeader + 64];

    /// <summary>The fields that hold an offset or a size, with their lengths in bytes.</summary>
    public IEnumerable<(int At, int Size)> Offsets =>
    [
        (40, 8), (60, 2), (NeedsHeader + 24, 8), (NeedsHeader + 32, 8), (NeedsHeader + 40, 4),
        (NamesHeader + 24, 8), (NamesHeader + 32, 8), (Needs + 8, 4), (Needs + 24, 4),
    ];

    public void SetCounts(ushort versions, uint libraries)
    {
        Write(Needs + 2, 2, versions);
        Write(NeedsHeader + 44, 4, libraries);
    }

    private void WriteSection(int at, uint type, ulong offset, ulong size, uint link)
    {
        Write(at + 4, 4, type);
        Write(at + 24, 8, offset);
        Write(at + 32, 8, size);
        Write(at + 40, 4, link);
    }

    private void Write(int at, int size, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        bytes[..size].CopyTo(Image.AsSpan(at));
    }
}
