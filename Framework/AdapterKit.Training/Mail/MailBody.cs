using System.Text;
using HtmlAgilityPack;
using MimeKit;

namespace AdapterKit.Training;

/// <summary>The text of a mail's body: its plain parts, or else its HTML parts without their markup.</summary>
internal static class MailBody
{
    private static readonly string[] Silent = ["script", "style", "head", "#comment"];
    private static readonly string[] Breaking = ["br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6"];

    public static string Of(MimeMessage message)
    {
        var parts = message.BodyParts.OfType<TextPart>().Where(part => part.Content is not null).ToList();
        var plain = string.Join('\n', parts.Where(part => part.IsPlain).Select(Decode));
        return string.IsNullOrWhiteSpace(plain) ? WithoutMarkup(string.Join('\n', parts.Where(part => part.IsHtml).Select(Decode))) : plain;
    }

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

    private static void Append(HtmlNode node, StringBuilder text)
    {
        if (Silent.Contains(node.Name))
            return;

        if (node is HtmlTextNode words)
            text.Append(words.Text);

        foreach (var child in node.ChildNodes)
            Append(child, text);

        if (node.NodeType == HtmlNodeType.Element)
            text.Append(Breaking.Contains(node.Name) ? '\n' : ' ');
    }
}
