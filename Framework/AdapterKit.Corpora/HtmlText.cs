using System.Text;
using System.Text.RegularExpressions;
using MimeKit.Text;

namespace AdapterKit.Corpora;

/// <summary>The words of an HTML document.</summary>
internal static class HtmlText
{
    private static readonly HtmlTagId[] Ignored = [HtmlTagId.Script, HtmlTagId.Style, HtmlTagId.Head];
    private static readonly HtmlTagId[] Raw = [HtmlTagId.NoScript, HtmlTagId.NoFrames, HtmlTagId.NoEmbed, HtmlTagId.IFrame, HtmlTagId.Xmp];
    private static readonly HtmlTagId[] Breaks = [HtmlTagId.Br, HtmlTagId.HR];

    // Other elements add no space, or "<a>here</a>." would get one before its period.
    private static readonly HtmlTagId[] Blocks =
    [
        HtmlTagId.BlockQuote, HtmlTagId.Center, HtmlTagId.Div, HtmlTagId.H1, HtmlTagId.H2, HtmlTagId.H3, HtmlTagId.H4, HtmlTagId.H5,
        HtmlTagId.H6, HtmlTagId.LI, HtmlTagId.OL, HtmlTagId.P, HtmlTagId.Pre, HtmlTagId.Table, HtmlTagId.Title, HtmlTagId.TR, HtmlTagId.UL,
    ];

    // The tokenizer hands out the content of raw elements with its tags.
    private static readonly Regex Tags = new(
        @"<script[\s\S]*?</script>|<[^>]*>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Removes the markup. Tokens instead of a tree: elements may be nested without end.</summary>
    public static string RemoveMarkup(string html)
    {
        using var reader = new StringReader(html);
        var tokenizer = new HtmlTokenizer(reader);
        var text = new StringBuilder();
        HtmlTagId? inside = null;
        var isRaw = false;
        while (tokenizer.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken tag)
                (inside, isRaw) = (Follow(tag, inside, text), Raw.Contains(tag.Id) && !tag.IsEndTag);
            else if (token is HtmlCommentToken)
                text.Append(' ');
            else if (inside is null && token is HtmlDataToken and not HtmlScriptDataToken)
                text.Append(isRaw ? Tags.Replace(((HtmlDataToken)token).Data, " ") : ((HtmlDataToken)token).Data);
        }

        return text.ToString();
    }

    // Returns the ignored element that the following tokens stand in.
    private static HtmlTagId? Follow(HtmlTagToken tag, HtmlTagId? inside, StringBuilder text)
    {
        if (inside is not null)
            return tag.Id == HtmlTagId.Body || (tag.IsEndTag && tag.Id == inside) ? null : inside;

        if (Ignored.Contains(tag.Id))
        {
            text.Append(' ');
            return tag.IsEndTag || tag.IsEmptyElement ? null : tag.Id;
        }

        if (Breaks.Contains(tag.Id))
            text.Append("\n\n");
        else if (Blocks.Contains(tag.Id))
            text.Append('\n');

        return null;
    }
}
