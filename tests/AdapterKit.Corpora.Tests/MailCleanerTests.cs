using System.Text;

namespace AdapterKit.Corpora.Tests;

public sealed class MailCleanerTests
{
    [Fact]
    public void Only_the_authors_words_remain()
    {
        const string Mail = """
            From: Ann <ann@example.org>
            List-Id: secret
            Subject: Re: [list] Lunch
            Content-Type: text/plain; charset=us-ascii

            On Monday, Ben wrote:
            > Where shall we go?
            See http://example.org/menu or ask ben@example.org about the place at the corner.
            --
            Ann, Sales
            """;

        Assert.Equal("Lunch. See URL or ask EMAIL about the place at the corner.", Clean(Mail));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    public void Markup_is_removed_and_inline_elements_add_no_space(string type)
    {
        var mail = $$"""
            Subject: Offer
            Content-Type: {{type}}; charset=us-ascii

            <html><head><style>p {}</style></head><body><p>Click <a href="x">here</a>.</p><p>Fish &amp; chips</p></body></html>
            """;

        Assert.Equal("Offer. Click here. Fish & chips", Clean(mail));
    }

    [Fact]
    public void A_charset_that_the_bytes_contradict_is_not_used()
    {
        const string Mail = """
            Subject: a
            Content-Type: text/plain; charset=us-ascii
            Content-Transfer-Encoding: 8bit

            café
            """;

        Assert.Equal("a. café", Clean(Mail));
    }

    [Fact]
    public void A_mail_without_a_subject_is_its_body() =>
        Assert.Equal("Hello there", Clean("Content-Type: text/plain\n\nHello\n  there"));

    [Fact]
    public void A_long_mail_is_cut_at_four_thousand_characters() =>
        Assert.Equal(4000, Clean("Subject: a\n\n" + string.Join(' ', Enumerable.Repeat("word", 2000))).Length);

    private static string Clean(string mail)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        return MailCleaner.Clean(stream);
    }
}
