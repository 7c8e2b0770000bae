namespace AdapterKit.Corpora;

/// <summary>What <see cref="MailCleaner"/> keeps of a mail.</summary>
/// <param name="Text">Subject and body on one line of at most 4,000 characters; empty if the mail has neither.</param>
/// <param name="HasBody">Whether the text has more than the mail's subject: words of its body or of a forwarded mail.</param>
public sealed record CleanedMail(string Text, bool HasBody);
