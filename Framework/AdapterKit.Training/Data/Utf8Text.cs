using System.Text;
using System.Text.Unicode;

namespace AdapterKit.Training;

/// <summary>Reads files as strict UTF-8, with or without a byte order mark.</summary>
internal static class Utf8Text
{
    public static string Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];

        return Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : throw new DataException($"{path}, line {FindLine(bytes)}: the file is not UTF-8. Convert it to UTF-8.");
    }

    public static IEnumerable<string> Lines(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    /// <summary>Counts the line ends of a text: LF, CR, or CR and LF.</summary>
    public static int CountLineEnds(string text) =>
        text.Index().Count(at => at.Item == '\n' || (at.Item == '\r' && (at.Index + 1 == text.Length || text[at.Index + 1] != '\n')));

    private static int FindLine(ReadOnlySpan<byte> bytes)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(bytes[valid..], out _, out var length) == System.Buffers.OperationStatus.Done)
            valid += length;

        return 1 + CountLineEnds(Encoding.UTF8.GetString(bytes[..valid]));
    }
}
