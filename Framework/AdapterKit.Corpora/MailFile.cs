using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace AdapterKit.Corpora;

/// <summary>Parses mails, within bounds that no readable mail reaches.</summary>
internal static class MailFile
{
    private const int MaxBytes = 32 * 1024 * 1024;
    private const int MaxDepth = 100;

    /// <exception cref="FormatException">The stream does not begin with the headers of a mail.</exception>
    public static MimeMessage Load(Stream mail)
    {
        var start = ReadStart(mail);
        return start.Length > 0
            ? MimeMessage.Load(new ParserOptions { MaxMimeDepth = MaxDepth }, start, persistent: true)
            : throw new FormatException("it is empty.");
    }

    /// <summary>Parses a mail inside a mail.</summary>
    public static bool TryLoad(IMimeContent content, [NotNullWhen(true)] out MimeMessage? message)
    {
        try
        {
            using var decoded = content.Open();
            message = Load(decoded);
            return true;
        }
        catch (FormatException)
        {
            message = null;
            return false;
        }
    }

    // The rest of a larger mail can only be attachments, and is left out. The parts of the message refer to the result.
    private static MemoryStream ReadStart(Stream mail)
    {
        var start = new MemoryStream();
        var buffer = new byte[81920];
        while (start.Length < MaxBytes && mail.Read(buffer) is > 0 and var read)
            start.Write(buffer.AsSpan(0, read));

        start.Position = 0;
        return start;
    }
}
