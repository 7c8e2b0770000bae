using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using MimeKit;

namespace AdapterKit.Training;

/// <summary>The text of a mail's body: its first plain part, or else its first HTML part without the markup.</summary>
internal static partial class MailBody
{
    private static readonly string[] Silent = ["script", "style", "head", "#comment"];
    private static readonly string[] Breaking =
        ["blockquote", "br", "center", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "title", "tr", "ul"];

    public static string Of(MimeMessage message)
    {
        var parts = message.BodyParts.OfType<TextPart>().Where(part => part.Content is not null && !part.IsAttachment).ToList();
        if (FirstText(parts.Where(part => part.IsPlain)) is { } plain)
            return Markup().IsMatch(plain) ? WithoutMarkup(plain) : plain;

        return FirstText(parts.Where(part => part.IsHtml)) is { } html ? WithoutMarkup(html) : "";
    }

    private static string? FirstText(IEnumerable<TextPart> parts) =>
        parts.Select(Decode).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    // The declared charset is often a lie: it is believed only as far as every byte fits.
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

    private static string WithoutMarkup(string html)
    {
        var document = new HtmlDocument();
        document.LoadHtml(html);
        var text = new StringBuilder();
        Append(document.DocumentNode, text);
        return HtmlEntity.DeEntitize(text.ToString());
    }

    // Inline tags leave no gap, or "<a>here</a>." would gain a space before its full stop.
    private static void Append(HtmlNode node, StringBuilder text)
    {
        if (Silent.Contains(node.Name))
        {
            text.Append(' ');
            return;
        }

        if (node is HtmlTextNode words)
            text.Append(words.Text);

        var breaks = Breaking.Contains(node.Name);
        if (breaks)
            text.Append('\n');
        foreach (var child in node.ChildNodes)
            Append(child, text);
        if (breaks)
            text.Append('\n');
    }

    // Much mail declares its HTML as plain text.
    [GeneratedRegex("<html|<body|<table|<font", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
