using System.Text;

namespace AdapterKit.Training;

/// <summary>Reads the text of data files: strictly, because a replaced character is a wrong text.</summary>
internal static class DataText
{
    private static readonly Encoding[] Marked = [Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <param name="path">The file, or a gzip of it.</param>
    /// <param name="encoding">The encoding of a file that does not begin with a byte order mark; UTF-8 if null.</param>
    /// <exception cref="DataException">The file is too large, or bytes are not valid in the encoding.</exception>
    public static string Read(string path, Encoding? encoding)
    {
        ReadOnlySpan<byte> bytes = DataBytes.Read(path);
        var used = encoding ?? Encoding.UTF8;
        foreach (var marked in Marked)
        {
            if (bytes.StartsWith(marked.Preamble))
            {
                used = marked;
                bytes = bytes[marked.Preamble.Length..];
                break;
            }
        }

        var text = Decode(path, bytes, used);
        return text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul
            ? throw new DataException(
                $"{path}, line {1 + CountLineEnds(text[..nul])}: found a NUL character. {AdviseEncoding("If the file is UTF-16,")}")
            : text;
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

    private static string Decode(string path, ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        if (TextEncodings.FindInvalid(encoding, bytes, out var text) is not { } invalid)
            return text!;

        var name = encoding is UTF8Encoding ? "UTF-8" : encoding.WebName;
        var line = 1 + CountLineEnds(encoding.GetString(bytes[..invalid]));
        throw new DataException($"{path}, line {line}: the file is not {name}. {AdviseEncoding("Convert it to UTF-8, or")}");
    }

    private static string AdviseEncoding(string start) =>
        $"{start} name its encoding, such as windows-1252 or utf-16 (--encoding on the command line).";
}
