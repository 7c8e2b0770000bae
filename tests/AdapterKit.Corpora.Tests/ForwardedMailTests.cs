using System.Text;

namespace AdapterKit.Corpora.Tests;

public sealed class ForwardedMailTests
{
    private const string Prize = "From: c@example.org\nSubject: You won\nContent-Type: text/plain\n\nClaim your million now\n";

    [Theory]
    [InlineData("Content-Type: message/rfc822\n\n" + Prize)]
    [InlineData("Content-Type: message/rfc822\nContent-Disposition: attachment; filename=a.eml\n\n" + Prize)]
    [InlineData("Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: message/rfc822\n\n" + Prize + "--X--\n")]
    [InlineData("Content-Type: multipart/digest; boundary=X\n\n--X\n\n" + Prize + "--X--\n")]
    [InlineData("Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n" + Prize)]
    public void A_forwarded_mail_is_read(string content)
    {
        var mail = Read("Subject: Lunch\nMIME-Version: 1.0\n" + content);

        Assert.Equal(("Lunch. You won. Claim your million now", true), (mail.Text, mail.HasBody));
    }

    [Theory]
    [InlineData("message/rfc822")]
    [InlineData("application/octet-stream; name=prize.eml")]
    public void A_forwarded_mail_that_is_encoded_is_read(string type)
    {
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(Prize));

        Assert.Equal(
            "Lunch. You won. Claim your million now",
            Read($"Subject: Lunch\nContent-Type: {type}\nContent-Transfer-Encoding: base64\n\n{encoded}\n").Text);
    }

    [Fact]
    public void A_forwarded_mail_follows_the_words_of_its_sender()
    {
        var mail = Read(
            "Subject: FYI\nContent-Type: multipart/mixed; boundary=X\n\n--X\n\nLook at this\n-- \nAnn\n"
            + "--X\nContent-Type: message/rfc822\n\n" + Prize + "--X--\n");

        Assert.StartsWith("FYI. Look at this", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith("You won. Claim your million now", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: application/pdf\n"
        + "Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--X--\n")]
    [InlineData("Content-Type: text/plain\n\n \n")]
    [InlineData("Content-Type: text/html\n\n<html><body><img src='a'></body></html>")]
    [InlineData("\n> only a quotation\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=X\n\n--X--\n")]
    public void A_mail_without_a_text_says_so(string content)
    {
        var mail = Read("Subject: Lunch\n" + content);

        Assert.Equal("Lunch", mail.Text.TrimEnd(' ', '.'));
        Assert.False(mail.HasBody);
        Assert.Equal(new CleanedMail("", HasBody: false), Read("From: a@example.org\n" + content));
    }

    [Theory]
    [InlineData("Content-Type: multipart/mixed\n\nHello there")]
    [InlineData("Content-Type: multipart/mixed; boundary=other\n\nHello there")]
    [InlineData("Content-Type: text\n\nHello there")]
    [InlineData("Content-Type: text/\n\nHello there")]
    [InlineData("Content-Type: text/enriched\n\nHello there")]
    public void A_text_in_a_badly_declared_body_is_found(string content) =>
        Assert.Equal("a. Hello there", Read("Subject: a\n" + content).Text);

    private static CleanedMail Read(string mail)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        return MailCleaner.Read(stream);
    }
}
