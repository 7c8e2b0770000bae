using System.Text;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Arguments;

/// <summary>Reads the lines of a stream as they are needed, strictly.</summary>
internal static class TextLines
{
    /// <summary>Returns the text of an argument, or the lines of standard input.</summary>
    /// <exception cref="InputException">There is no text, or it is empty.</exception>
    public static IEnumerable<string> ReadTexts(Invocation invocation, string? text)
    {
        if (text is not null)
        {
            TextSource.RequireText(text);
            return [text];
        }

        return invocation.Terminal.IsInputRedirected
            ? Read(invocation.Terminal.Input)
            : throw new InputException("There is no text. Give it as an argument, or pipe lines to standard input.");
    }

    /// <param name="stream">The stream; closed at the end of the enumeration.</param>
    /// <param name="encoding">The encoding of a stream without a byte order mark; UTF-8 if null.</param>
    /// <exception cref="InputException">A line is not valid in the encoding, or has a NUL character.</exception>
    public static IEnumerable<string> Read(Stream stream, Encoding? encoding = null)
    {
        using var reader = StrictReader.Open(stream, encoding);
        using var lines = BoundedText.ReadLines(reader).GetEnumerator();
        for (var number = 1; MoveNext(lines, reader, number); number++)
        {
            yield return lines.Current.Contains('\0', StringComparison.Ordinal)
                ? throw new InputException($"Line {number} has a NUL character. If the input is UTF-16 or UTF-32, convert it to UTF-8.")
                : lines.Current;
        }
    }

    private static bool MoveNext(IEnumerator<string> lines, StreamReader reader, int number)
    {
        try
        {
            return lines.MoveNext();
        }
        catch (DecoderFallbackException error)
        {
            var name = reader.CurrentEncoding.WebName.ToUpperInvariant();
            throw new InputException($"Line {number} or one after it is not valid {name}. Convert the input to UTF-8.", error);
        }
    }
}
