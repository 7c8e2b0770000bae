using System.Globalization;
using System.Text;

namespace AdapterKit;

/// <summary>Text of foreign origin for messages: without characters that steer a terminal, and never long.</summary>
internal static class PrintableText
{
    /// <summary>The maximum length of a text.</summary>
    public const int MaxLength = 1000;

    /// <summary>Replaces control characters, and others that change how text is shown, by their codes, and shortens a long text.</summary>
    public static string From(string? text, int maxLength = MaxLength)
    {
        if (text is null)
            return "";

        var shortened = text.Length <= maxLength
            ? text
            : $"{text.AsSpan(0, maxLength * 2 / 3)}… ({text.Length} characters) …{text.AsSpan(text.Length - (maxLength / 4))}";
        if (shortened.EnumerateRunes().All(IsPrintable) && !shortened.Contains('\ufffd', StringComparison.Ordinal))
            return shortened;

        var printable = new StringBuilder();
        for (var index = 0; index < shortened.Length; index++)
        {
            if (!Rune.TryGetRuneAt(shortened, index, out var rune) || !IsPrintable(rune))
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)shortened[index]:x4}");
                continue;
            }

            printable.Append(rune.ToString());
            index += rune.Utf16SequenceLength - 1;
        }

        return printable.ToString();
    }

    /// <summary>Describes an exception by its type and message. The message is foreign code: it may throw itself.</summary>
    public static string Describe(Exception error) =>
        From(ReadMessage(error) is { } message ? $"{error.GetType().Name}: {message}" : error.GetType().Name);

    /// <summary>Returns the message of an exception, or its type where the message throws itself.</summary>
    public static string Explain(Exception error) => From(ReadMessage(error) ?? error.GetType().Name);

    private static string? ReadMessage(Exception error)
    {
        try
        {
            // Native errors carry a stack trace in their message.
            return error is System.Runtime.InteropServices.ExternalException ? error.Message.Split('\n')[0] : error.Message;
        }
#pragma warning disable CA1031 // Whatever a foreign message throws, the type alone says enough.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
