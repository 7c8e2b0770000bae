using System.Text;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Runs;
using AdapterKit.Corpora;

namespace AdapterKit.Cli.Arguments;

/// <summary>Reads the text to label from an argument, a file or standard input.</summary>
internal static class TextSource
{
    private const string MailExtension = ".eml";

    /// <param name="text">The text itself, if it was given.</param>
    /// <param name="file">The file to read, if one was given.</param>
    /// <param name="isMail">Whether the file or standard input is a mail, whatever its name.</param>
    /// <param name="terminal">Provides standard input.</param>
    /// <exception cref="InputException">There is no text, or more than one, or the file cannot be read.</exception>
    public static string Read(string? text, FileInfo? file, bool isMail, Terminal terminal)
    {
        var read = ReadAny(text, file, isMail, terminal);
        RequireText(read);
        return read;
    }

    /// <exception cref="InputException">The text is empty.</exception>
    public static void RequireText(string text)
    {
        if (BatchPredictor.IsEmpty(text))
            throw new InputException("The text is empty, so there is nothing to read.");
    }

    private static string ReadAny(string? text, FileInfo? file, bool isMail, Terminal terminal)
    {
        if (text is not null && file is not null)
            throw new InputException("Give a text or --file, not both.");

        if (text is not null && isMail)
            throw new InputException("--mail applies to files and standard input; a text argument is used as it is.");

        if (text is not null)
            return text;

        if (file is null && !terminal.IsInputRedirected)
            throw new InputException("There is no text. Give it as an argument, name a file with --file, or pipe it to standard input.");

        if (file is null)
            return Read(terminal.Input, isMail, terminal);

        using var stream = Open(file);
        return Read(stream, isMail || file.Extension.Equals(MailExtension, StringComparison.OrdinalIgnoreCase), terminal);
    }

    private static string Read(Stream stream, bool isMail, Terminal terminal)
    {
        if (isMail)
            return ReadMail(stream, terminal);

        try
        {
            using var reader = StrictReader.Open(stream);
            var text = BoundedText.ReadToEnd(reader);
            return text.Contains('\0', StringComparison.Ordinal) && !BatchPredictor.IsEmpty(text)
                ? throw new InputException("The text has a NUL character. If it is UTF-16 or UTF-32, convert it to UTF-8.")
                : text;
        }
        catch (DecoderFallbackException error)
        {
            throw new InputException("The text is not valid UTF-8. Convert it, or read it as a mail with --mail.", error);
        }
    }

    private static string ReadMail(Stream stream, Terminal terminal)
    {
        var mail = Parse(stream);
        if (mail.Text.Length == 0)
            throw new InputException("The mail has neither a subject nor a text, so there is nothing to label.");

        if (!mail.HasBody)
            terminal.Notes.WriteLine("The mail has no text besides quotations and attachments; only its subject is labeled.");

        return mail.Text;
    }

    private static CleanedMail Parse(Stream stream)
    {
        try
        {
            return MailCleaner.Read(stream);
        }
        catch (FormatException error)
        {
            throw new InputException($"The input is not a mail: {error.Message}", error);
        }
    }

    public static FileStream Open(FileInfo file)
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file} cannot be read: {error.Message}", error);
        }
    }
}
