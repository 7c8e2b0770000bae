using System.Text;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Arguments;

/// <summary>Reads texts that fit into memory: a device, or a file of another kind, may have no line end, or no end at all.</summary>
internal static class BoundedText
{
    private const int MaxCharacters = 64 * 1024 * 1024;

    /// <exception cref="InputException">The text is too long.</exception>
    public static string ReadToEnd(TextReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[81920];
        while (reader.Read(buffer) is > 0 and var read)
        {
            text.Append(buffer, 0, read);
            if (text.Length > MaxCharacters)
                throw new InputException($"The text has more than {MaxCharacters / 1024 / 1024} million characters. Shorten it.");
        }

        return text.ToString();
    }

    /// <summary>Reads the lines, which end with LF, CR, or CR and LF.</summary>
    /// <exception cref="InputException">A line is too long.</exception>
    public static IEnumerable<string> ReadLines(TextReader reader)
    {
        var line = new StringBuilder();
        var (number, isAfterReturn) = (1, false);
        while (reader.Read() is >= 0 and var next)
        {
            var isSecondHalf = isAfterReturn && next == '\n';
            isAfterReturn = next == '\r';
            if (isSecondHalf)
                continue;

            if (next is '\r' or '\n')
            {
                yield return line.ToString();
                line.Clear();
                number++;
            }
            else if (line.Append((char)next).Length > MaxCharacters)
            {
                throw new InputException(
                    $"Line {number} has more than {MaxCharacters / 1024 / 1024} million characters. Write one text per line.");
            }
        }

        if (line.Length > 0)
            yield return line.ToString();
    }
}
