using System.Text.RegularExpressions;
using MimeKit;

namespace AdapterKit.Corpora;

/// <summary>Extracts the text of a mail's body: the first plain-text part, else the first HTML part without its markup.</summary>
internal static partial class MailBody
{
    // Far more than a cleaned mail keeps, and little enough to be cleaned within seconds.
    private const int MaxCharacters = 200_000;

    public static string Extract(MailParts parts)
    {
        if (FindFirst(parts.Texts.Where(part => part.IsPlain)) is { } plain)
            return ReadAsDeclaredPlain(plain);

        return FindFirst(parts.Texts.Where(part => part.IsHtml)) is { } html
            ? HtmlText.RemoveMarkup(html)
            : ReadAsDeclaredPlain(FindFirst(parts.Texts.Where(IsOtherText)) ?? Limit(parts.Unbounded));
    }

    // Many mails declare their HTML as plain text.
    private static string ReadAsDeclaredPlain(string text) => Markup().IsMatch(text) ? HtmlText.RemoveMarkup(text) : text;

    private static string? FindFirst(IEnumerable<TextPart> parts) =>
        parts.Select(Decode).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static string Decode(TextPart part)
    {
        using var memory = new MemoryStream();
        part.Content!.DecodeTo(memory);
        return Limit(MailCharset.Decode(memory.ToArray(), part.ContentType.Charset));
    }

    private static string Limit(string text) => text.Length > MaxCharacters ? text[..MaxCharacters] : text;

    // text/enriched, text/markdown and the like, but neither invitations nor business cards.
    private static bool IsOtherText(TextPart part) => !part.IsPlain && !part.IsHtml
        && part.ContentType.MediaSubtype.ToUpperInvariant() is not ("CALENDAR" or "DIRECTORY" or "VCARD" or "X-VCARD");

    [GeneratedRegex("<html|<body|<table|<font", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
