using System.Text;
using MimeKit;

namespace AdapterKit.Corpora;

/// <summary>Reduces a mail to the words of its author: the input of the mail tasks, in training and prediction.</summary>
/// <remarks>
/// Only subject and body are kept, because other headers would reveal the labels. Quotations, attributions and forwarded headers are
/// removed, and so is everything from the first signature, list footer or sponsor block on. Links become <c>URL</c>, addresses
/// <c>EMAIL</c>; white space is collapsed. Mails inside the mail follow it, each cleaned by itself. Any bytes with a header are a mail: an
/// unknown character set, a missing boundary or a broken part is never an error.
/// </remarks>
public static class MailCleaner
{
    /// <summary>Part of the name of cached results: increment it whenever the output of <see cref="Clean(Stream)"/> changes.</summary>
    internal const int Version = 3;

    private const int MaxCharacters = 4000;
    private const int FewestCharactersBeforeEnding = 20;
    private const int MaxMails = 100;

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
    /// <param name="mail">The original bytes, of which the first 32 MB are read. The caller keeps the stream.</param>
    /// <exception cref="FormatException">The stream does not begin with the headers of a mail.</exception>
    public static CleanedMail Read(Stream mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        using var message = MailFile.Load(mail);
        var texts = new List<string>();
        var hasBody = false;
        var open = new Stack<MimeMessage>([message]);
        while (open.TryPop(out var next) && texts.Count < MaxMails && texts.Sum(text => text.Length) < MaxCharacters)
        {
            var parts = MailParts.Find(next);
            var subject = Normalize(CleanSubject(next.Subject ?? ""));
            var body = Normalize(CleanBody(MailBody.Extract(parts)));
            hasBody |= body.Length > 0 || (texts.Count > 0 && subject.Length > 0);
            texts.Add(subject.Length == 0 ? body : $"{subject}. {body}".TrimEnd());
            foreach (var forwarded in Enumerable.Reverse(parts.Forwarded))
                open.Push(forwarded);
        }

        return new CleanedMail(Limit(string.Join(' ', texts.Where(text => text.Length > 0))), hasBody);
    }

    /// <summary>Reads a mail file with its headers and reduces it to its text.</summary>
    /// <param name="path">The path of the file.</param>
    /// <inheritdoc cref="Read(Stream)" />
    public static CleanedMail Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads a mail with its headers and returns its text.</summary>
    /// <param name="mail">The original bytes. The caller keeps the stream.</param>
    /// <returns>At most 4,000 characters on one line; empty if the mail has neither a subject nor a body.</returns>
    /// <inheritdoc cref="Read(Stream)" path="/exception" />
    public static string Clean(Stream mail) => Read(mail).Text;

    /// <summary>Reads a mail file with its headers and returns its text.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>At most 4,000 characters on one line; empty if the mail has neither a subject nor a body.</returns>
    /// <inheritdoc cref="Read(Stream)" path="/exception" />
    public static string Clean(string path) => Read(path).Text;

    // Never between the two halves of a character.
    private static string Limit(string text) => text.Length <= MaxCharacters
        ? text
        : text[..(char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters)];

    private static string CleanSubject(string subject)
    {
        var folded = string.Join(' ', Limit(subject).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return MailPatterns.SubjectPrefix.Replace(folded, "");
    }

    private static string CleanBody(string body)
    {
        var text = body.ReplaceLineEndings("\n");
        var isFeed = MailPatterns.FeedItem.IsMatch(text);
        text = MailPatterns.SpanningAttribution.Replace(MailPatterns.SignedHeader.Replace(text, ""), "");
        text = string.Join('\n', text.Split('\n').Where(line =>
            !MailPatterns.Quotation.IsMatch(line)
            && !MailPatterns.Attribution.IsMatch(line)
            && !MailPatterns.ForwardedHeader.IsMatch(line)));
        text = CutAtEnding(text);
        return isFeed ? MailPatterns.FeedMarks.Replace(MailPatterns.FeedLinks.Replace(text, " "), "") : text;
    }

    // An ending right at the start does not count: the mail would lose all of its own words.
    private static string CutAtEnding(string text)
    {
        var ending = MailPatterns.Ending.Matches(text)
            .FirstOrDefault(match => text.AsSpan(0, match.Index).Trim().Length > FewestCharactersBeforeEnding);
        return ending is null ? text : text[..ending.Index];
    }

    private static string Normalize(string text)
    {
        text = ReplaceLoneSurrogates(text).Normalize(NormalizationForm.FormKC);
        text = MailPatterns.Link.Replace(text, " URL ");
        text = MailPatterns.Address.Replace(text, " EMAIL ");
        text = MailPatterns.BareDomain.Replace(text, " URL ");
        text = MailPatterns.Rule.Replace(text, " ");
        text = MailPatterns.Control.Replace(text, " ");
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // Half of a surrogate pair, from a damaged mail, cannot be normalized.
    private static string ReplaceLoneSurrogates(string text) => string.Concat(text.EnumerateRunes());
}
