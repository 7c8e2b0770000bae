using System.Text.RegularExpressions;

namespace AdapterKit.Corpora;

/// <summary>What <see cref="MailCleaner"/> removes or replaces.</summary>
internal static class MailPatterns
{
    // Backtracking takes minutes for a body that somebody made for it.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    public static readonly Regex SubjectPrefix = new(
        @"^(\s*((re|fwd?|aw)\s*(\[\d+\])?\s*:|\[[^\]]*\])\s*)+",
        Linear | RegexOptions.IgnoreCase);

    public static readonly Regex SignedHeader = new(@"^-----BEGIN PGP SIGNED MESSAGE-----\n(Hash:.*\n)?", Linear | RegexOptions.Multiline);

    public static readonly Regex SpanningAttribution = new(
        @"^On\b.{5,150}\n?.{0,150}?(wrote|writes?|said)\s*:\s*$",
        Linear | RegexOptions.Multiline);

    public static readonly Regex Attribution = new(@"(wrote|writes?|said)\s*:?\s*$", Linear | RegexOptions.IgnoreCase);

    public static readonly Regex Quotation = new(@"^(\s{0,2}>|\s{0,2}\|\s|[a-z]{1,3}>)", Linear | RegexOptions.IgnoreCase);

    public static readonly Regex ForwardedHeader = new(@"^(From|To|Cc|Sent|Date|Subject|URL):\s", Linear | RegexOptions.IgnoreCase);

    public static readonly Regex Ending = new(
        @"^(--\s*$|-{20,}|_{20,}|={30,}|-----BEGIN PGP SIGNATURE|-+\s*Yahoo! Groups Sponsor|\s*-+\s*Original Message)",
        Linear | RegexOptions.IgnoreCase | RegexOptions.Multiline);

    // A feed reader that mails its items surrounds them with the item's address at the start and numbered links at the end.
    public static readonly Regex FeedItem = new(@"\A\s*URL: ", Linear);

    public static readonly Regex FeedLinks = new(
        @"^\[\d+\]\s.*$|\[\d+\]|Link(\[\d+\])?\s+Discuss[\s\S]*",
        Linear | RegexOptions.Multiline);

    public static readonly Regex FeedMarks = new(@"[*_]", Linear);

    public static readonly Regex Link = new(@"\b(https?|ftp)://\S+|\bwww\.\S+", Linear | RegexOptions.IgnoreCase);

    public static readonly Regex BareDomain = new(
        @"\b[\w.-]+\.(com|net|org|edu|gov|info|biz|ie|co\.uk|de)\b\S*",
        Linear | RegexOptions.IgnoreCase);

    public static readonly Regex Address = new(@"\S+@\S+", Linear);

    public static readonly Regex Rule = new(@"[-=_*#~+.]{4,}", Linear);

    public static readonly Regex Control = new(@"[\x00-\x1f\x7f-\x9f]", Linear);
}
