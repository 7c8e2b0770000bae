using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using MimeKit;

namespace AdapterKit.Corpora;

/// <summary>Extracts the text of a mail's body: the first plain-text part, else the first HTML part without its markup.</summary>
internal static partial class MailBody
{
    private static readonly string[] IgnoredElements = ["script", "style", "head", "#comment"];
    private static readonly string[] BlockElements =
    [
        "blockquote", "br", "center", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "title", "tr", "ul",
    ];


    public static string Extract(MimeMessage message)
    {
        var parts = message.BodyParts.OfType<TextPart>().Where(part => part.Content is not null && !part.IsAttachment).ToList();
        if (FindFirstText(parts.Where(part => part.IsPlain)) is { } plain)
            return Markup().IsMatch(plain) ? RemoveMarkup(plain) : plain;

        return FindFirstText(parts.Where(part => part.IsHtml)) is { } html ? RemoveMarkup(html) : "";
    }

    private static string? FindFirstText(IEnumerable<TextPart> parts) =>
        parts.Select(Decode).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    // The declared charset is often wrong: it is used only if every byte is valid in it.
    private static string Decode(TextPart part)
    {
        using var memory = new MemoryStream();
        part.Content!.DecodeTo(memory);
        string?[] charsets = [part.ContentType.Charset, "utf-8", "windows-1252"];
        foreach (var charset in charsets)
        {
            if (charset is not null && TryDecode(memory.ToArray(), charset, out var text))
                return text;
        }

        return Encoding.Latin1.GetString(memory.ToArray());
    }

    private static bool TryDecode(byte[] bytes, string charset, out string text)
    {
        try
        {
            text = Encoding.GetEncoding(charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(bytes);
            return true;
        }
        catch (ArgumentException)
        {
            text = "";
            return false;
        }
    }

    private static string RemoveMarkup(string html)
    {
        var document = new HtmlDocument();
        document.LoadHtml(html);
        var text = new StringBuilder();
        Append(document.DocumentNode, text);
        return HtmlEntity.DeEntitize(text.ToString());
    }

    // Inline elements add no space, or "<a>here</a>." would get one before its period.
    private static void Append(HtmlNode node, StringBuilder text)
    {
        if (IgnoredElements.Contains(node.Name))
        {
            text.Append(' ');
            return;
        }

        if (node is HtmlTextNode words)
            text.Append(words.Text);

        var isBlock = BlockElements.Contains(node.Name);
        if (isBlock)
            text.Append('\n');
        foreach (var child in node.ChildNodes)
            Append(child, text);
        if (isBlock)
            text.Append('\n');
    }

    // Many mails declare their HTML as plain text.
    [GeneratedRegex("<html|<body|<table|<font", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
