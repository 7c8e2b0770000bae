using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace AdapterKit.Corpora;

/// <summary>Reduces a mail to the words of its author: the input of the mail tasks, in training and prediction.</summary>
/// <remarks>
/// Only subject and body are kept, because other headers would reveal the labels. Quotations, attributions and forwarded headers are
/// removed, and so is everything from the first signature, list footer or sponsor block on. Links become <c>URL</c>, addresses
/// <c>EMAIL</c>; white space is collapsed.
/// </remarks>
public static partial class MailCleaner
{
    /// <summary>Part of the name of cached results: increment it whenever the output of <see cref="Clean(Stream)"/> changes.</summary>
    internal const int Version = 2;

    private const int MaxCharacters = 4000;
    private const int FewestCharactersBeforeEnding = 20;

    static MailCleaner()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if ("\uFB01".Normalize(NormalizationForm.FormKC) != "fi")
        {
            throw new InvalidOperationException(
                "This process cannot normalize Unicode, so texts would differ from those in training. "
                + "Install ICU (libicu), or turn InvariantGlobalization off.");
        }
    }

    /// <summary>Reads a mail with its headers and reduces it to its text.</summary>
    /// <param name="mail">The original bytes. The caller keeps the stream.</param>
    /// <returns>At most 4,000 characters on one line.</returns>
    public static string Clean(Stream mail)
    {
        using var message = MimeMessage.Load(mail);
        var subject = Normalize(CleanSubject(message.Subject ?? ""));
        var body = Normalize(CleanBody(MailBody.Extract(message)));
        var text = subject.Length == 0 ? body : $"{subject}. {body}";
        return text.Length > MaxCharacters ? text[..MaxCharacters] : text;
    }

    /// <summary>Reads a mail file with its headers and reduces it to its text.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>At most 4,000 characters on one line.</returns>
    public static string Clean(string path)
    {
        using var stream = File.OpenRead(path);
        return Clean(stream);
    }

    private static string CleanSubject(string subject)
    {
        var folded = string.Join(' ', subject.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return SubjectPrefix().Replace(folded, "");
    }

    private static string CleanBody(string body)
    {
        var text = body.ReplaceLineEndings("\n");
        var isFeed = FeedItem().IsMatch(text);
        text = SpanningAttribution().Replace(SignedHeader().Replace(text, ""), "");
        text = string.Join('\n', text.Split('\n').Where(line =>
            !Quotation().IsMatch(line) && !Attribution().IsMatch(line) && !ForwardedHeader().IsMatch(line)));
        text = CutAtEnding(text);
        return isFeed ? FeedMarks().Replace(FeedLinks().Replace(text, " "), "") : text;
    }

    // An ending right at the start does not count: the mail would lose all of its own words.
    private static string CutAtEnding(string text)
    {
        var ending = Ending().Matches(text)
            .FirstOrDefault(match => text.AsSpan(0, match.Index).Trim().Length > FewestCharactersBeforeEnding);
        return ending is null ? text : text[..ending.Index];
    }

    private static string Normalize(string text)
    {
        text = ReplaceLoneSurrogates(text).Normalize(NormalizationForm.FormKC);
        text = Link().Replace(text, " URL ");
        text = Address().Replace(text, " EMAIL ");
        text = BareDomain().Replace(text, " URL ");
        text = Rule().Replace(text, " ");
        text = Control().Replace(text, " ");
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // Half of a surrogate pair, from a damaged mail, cannot be normalized.
    private static string ReplaceLoneSurrogates(string text) => string.Concat(text.EnumerateRunes());

    [GeneratedRegex(@"^(\s*((re|fwd?|aw)\s*(\[\d+\])?\s*:|\[[^\]]*\])\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SubjectPrefix();

    [GeneratedRegex(@"^-----BEGIN PGP SIGNED MESSAGE-----\n(Hash:.*\n)?", RegexOptions.Multiline)]
    private static partial Regex SignedHeader();

    [GeneratedRegex(@"^On\b.{5,150}\n?.{0,150}?(wrote|writes?|said)\s*:\s*$", RegexOptions.Multiline)]
    private static partial Regex SpanningAttribution();

    [GeneratedRegex(@"(wrote|writes?|said)\s*:?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Attribution();

    [GeneratedRegex(@"^(\s{0,2}>|\s{0,2}\|\s|[a-z]{1,3}>)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Quotation();

    [GeneratedRegex(@"^(From|To|Cc|Sent|Date|Subject|URL):\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ForwardedHeader();

    [GeneratedRegex(
        @"^(--\s*$|-{20,}|_{20,}|={30,}|-----BEGIN PGP SIGNATURE|-+\s*Yahoo! Groups Sponsor|\s*-+\s*Original Message)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Ending();

    // A feed reader that mails its items surrounds them with the item's address at the start and numbered links at the end.
    [GeneratedRegex(@"\A\s*URL: ")]
    private static partial Regex FeedItem();

    [GeneratedRegex(@"^\[\d+\]\s.*$|\[\d+\]|Link(\[\d+\])?\s+Discuss[\s\S]*", RegexOptions.Multiline)]
    private static partial Regex FeedLinks();

    [GeneratedRegex(@"[*_]")]
    private static partial Regex FeedMarks();

    [GeneratedRegex(@"\b(https?|ftp)://\S+|\bwww\.\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"\b[\w.-]+\.(com|net|org|edu|gov|info|biz|ie|co\.uk|de)\b\S*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BareDomain();

    [GeneratedRegex(@"\S+@\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"[-=_*#~+.]{4,}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"[\x00-\x1f\x7f-\x9f]")]
    private static partial Regex Control();
}
