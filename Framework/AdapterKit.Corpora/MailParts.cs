using MimeKit;

namespace AdapterKit.Corpora;

/// <summary>The parts of one mail that hold words: its own texts, and the mails inside it.</summary>
internal sealed class MailParts
{
    private MailParts()
    {
    }

    /// <summary>The texts that are no attachments, in the order of the mail.</summary>
    public List<TextPart> Texts { get; } = [];

    /// <summary>The forwarded mails, attached or not.</summary>
    public List<MimeMessage> Forwarded { get; } = [];

    /// <summary>What stands before the first boundary of a multipart body that has none.</summary>
    public string Unbounded { get; private set; } = "";

    public static MailParts Find(MimeMessage message)
    {
        var parts = new MailParts();
        var open = new Stack<MimeEntity>();
        if (message.Body is { } body)
            open.Push(body);

        while (open.TryPop(out var entity))
            parts.Add(entity, open);

        return parts;
    }

    // Not recursive: a mail may nest its parts as deeply as the parser allows.
    private void Add(MimeEntity entity, Stack<MimeEntity> open)
    {
        switch (entity)
        {
            case Multipart { Count: 0 } empty:
                Unbounded += empty.Preamble;
                break;
            case Multipart many:
                foreach (var part in many.Reverse())
                    open.Push(part);
                break;
            case MessagePart { Message: { } forwarded }:
                Forwarded.Add(forwarded);
                break;
            case TextPart { Content: not null, IsAttachment: false } text:
                Texts.Add(text);
                break;
            case MimePart { Content: not null, IsAttachment: false } part when HasNoType(part):
                Texts.Add(new TextPart("plain") { Content = part.Content });
                break;
            case MimePart { Content: { } content } part when IsMail(part) && MailFile.TryLoad(content, out var encoded):
                Forwarded.Add(encoded);
                break;
        }
    }

    // Old programs write "Content-Type: text"; a type without a subtype says nothing.
    private static bool HasNoType(MimePart part) => part.Headers[HeaderId.ContentType] is { } type
        && type.Split(';')[0].Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length < 2;

    // Some programs attach a forwarded mail as a file, or in an encoding that the standard does not allow.
    private static bool IsMail(MimePart part) =>
        part.ContentType.IsMimeType("message", "rfc822")
        || part.ContentType.IsMimeType("message", "global")
        || part.FileName?.EndsWith(".eml", StringComparison.OrdinalIgnoreCase) == true;
}
