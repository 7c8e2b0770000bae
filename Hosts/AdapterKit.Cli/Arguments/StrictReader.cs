using System.Text;
using MimeKit.IO;

namespace AdapterKit.Cli.Arguments;

/// <summary>Opens texts strictly, also those with a byte order mark: a replaced character is another text.</summary>
internal static class StrictReader
{
    // UTF-32 begins with the mark of UTF-16.
    private static readonly Encoding[] Marked = [Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>Opens a reader that throws <see cref="DecoderFallbackException"/> where bytes are not valid.</summary>
    /// <param name="stream">The bytes; read as they are needed, and closed with the reader.</param>
    /// <param name="encoding">The encoding of a stream without a byte order mark; UTF-8 if null.</param>
    public static StreamReader Open(Stream stream, Encoding? encoding = null)
    {
        var start = new byte[4];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var marked = Marked.FirstOrDefault(candidate => start.AsSpan(0, length).StartsWith(candidate.Preamble));
        var mark = marked?.Preamble.Length ?? 0;
        var rest = new ChainedStream();
        rest.Add(new MemoryStream(start, mark, length - mark));
        rest.Add(stream);

        // The detection of the reader itself would fall back to encodings that replace what is not valid.
        return new StreamReader(rest, MakeStrict(marked ?? encoding ?? Encoding.UTF8), detectEncodingFromByteOrderMarks: false);
    }

    private static Encoding MakeStrict(Encoding encoding) =>
        Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
