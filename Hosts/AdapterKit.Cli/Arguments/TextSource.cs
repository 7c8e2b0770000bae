using AdapterKit.Cli.Console;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>The text to work on: an argument, a file, or standard input.</summary>
internal static class TextSource
{
    private const string MailExtension = ".eml";

    /// <param name="text">The text itself, where it was given.</param>
    /// <param name="file">The file to read, where one was given.</param>
    /// <param name="isMail">Whether what is read is a mail, whatever its name.</param>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <exception cref="InputException">There is no text, or two, or the file cannot be read.</exception>
    public static string Read(string? text, FileInfo? file, bool isMail, Terminal terminal)
    {
        if (text is not null && file is not null)
            throw new InputException("Give a text or --file, not both.");

        if (text is not null)
            return isMail ? throw new InputException("--mail is for files and standard input; a text is taken as it is.") : text;

        if (file is null)
        {
            return terminal.InputIsRedirected
                ? Read(terminal.Input, isMail)
                : throw new InputException("There is no text: give it as an argument, name a file with --file, or send it to standard input.");
        }

        using var stream = Open(file);
        return Read(stream, isMail || file.Extension.Equals(MailExtension, StringComparison.OrdinalIgnoreCase));
    }

    private static string Read(Stream stream, bool isMail)
    {
        if (isMail)
            return ReadMail(stream);

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string ReadMail(Stream stream)
    {
        try
        {
            return MailCleaner.Clean(stream);
        }
        catch (FormatException error)
        {
            throw new InputException($"This is no mail: {error.Message}", error);
        }
    }

    private static FileStream Open(FileInfo file)
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
