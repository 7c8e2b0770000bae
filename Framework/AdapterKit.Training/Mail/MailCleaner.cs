using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace AdapterKit.Training;

/// <summary>Reduces a mail to the words that its author wrote in it: what the mail tasks are trained on and predict from.</summary>
/// <remarks>
/// Subject and body alone, since other headers would give labels away. Quotations, attributions, forwarded headers,
/// and all from the first signature, list footer or sponsor block on are dropped; links become <c>URL</c>, addresses
/// <c>EMAIL</c>; white space is folded.
/// </remarks>
public static partial class MailCleaner
{
    /// <summary>Part of the name of cached results: raise it with every change of what <see cref="Clean(Stream)"/> returns.</summary>
    internal const int Version = 1;

    private const int MaxCharacters = 4000;

    static MailCleaner()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if ("\uFB01".Normalize(NormalizationForm.FormKC) != "fi")
        {
            throw new InvalidOperationException(
                "This process cannot normalise Unicode, so texts would differ from those in training. Install ICU (libicu), or turn InvariantGlobalization off.");
        }
    }

    /// <summary>Reads a mail file, headers and all, and reduces it to its text.</summary>
    /// <param name="mail">The original bytes.</param>
    /// <returns>At most 4,000 characters on one line.</returns>
    public static string Clean(Stream mail)
    {
        using var message = MimeMessage.Load(mail);
        var text = Fold($"{CleanSubject(message.Subject ?? "")}. {CleanBody(MailBody.Of(message))}");
        return text.Length > MaxCharacters ? text[..MaxCharacters] : text;
    }

    /// <summary>Reads a mail file and reduces it to its text.</summary>
    /// <param name="path">The file.</param>
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

    private static string CleanBody(string body) => string.Join('\n', body
        .ReplaceLineEndings("\n")
        .Split('\n')
        .TakeWhile(line => !Ending().IsMatch(line))
        .Where(line => !Quotation().IsMatch(line) && !Attribution().IsMatch(line) && !ForwardedHeader().IsMatch(line)));

    private static string Fold(string text)
    {
        text = Whole(text).Normalize(NormalizationForm.FormKC);
        text = Link().Replace(text, "URL");
        text = Address().Replace(text, "EMAIL");
        text = Rule().Replace(text, " ");
        text = Control().Replace(text, " ");
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // Half of a surrogate pair, from a broken mail, cannot be normalised.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    [GeneratedRegex(@"^(\s*((re|fwd?|aw)\s*(\[\d+\])?\s*:|\[[^\]]*\])\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SubjectPrefix();

    [GeneratedRegex(@"^\s*[>|]")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"(wrote|writes|said|schrieb)\s*:?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Attribution();

    [GeneratedRegex(@"^(From|To|Cc|Sent|Date|Subject|Reply-To):\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ForwardedHeader();

    [GeneratedRegex(@"^(--\s*$|_{10,}|-{20,}\s*$|-----BEGIN PGP SIGNATURE|-+\s*Yahoo! Groups Sponsor|-+\s*Original Message)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ending();

    [GeneratedRegex(@"(https?|ftp)://\S+|www\.\S+|\b[\w-]+\.(com|net|org)\b\S*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"\S+@\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"[-=_*#~+.]{4,}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"[\x00-\x1f\x7f-\x9f]")]
    private static partial Regex Control();
}
