using System.Diagnostics;
using System.Text;

namespace AdapterKit.Corpora.Tests;

public sealed class MailMutationTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_damaged_mail_is_text_or_no_mail_and_nothing_else()
    {
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var mail = new RandomMail(random).Create(depth: random.Next(6));
            RandomMail.Damage(mail, random);
            AssertReadable(mail);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(150)]
    [InlineData(1000)]
    [InlineData(5000)]
    public void Deep_nesting_is_bounded(int depth)
    {
        var parts = new StringBuilder("Subject: a\n");
        var mails = new StringBuilder("Subject: a\n");
        for (var level = 0; level < depth; level++)
        {
            parts.Append("Content-Type: multipart/mixed; boundary=b").Append(level).Append("\n\n--b").Append(level).Append('\n');
            mails.Append("Content-Type: message/rfc822\n\nSubject: s\n");
        }

        AssertReadable(Encoding.ASCII.GetBytes(parts + "\n\ninnermost"));
        AssertReadable(Encoding.ASCII.GetBytes(mails + "\n\ninnermost"));
        AssertReadable(Encoding.ASCII.GetBytes(
            "Content-Type: text/html\n\n" + string.Concat(Enumerable.Repeat("<div>", depth * 20)) + "words"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(" \n")]
    [InlineData("a.")]
    [InlineData("a")]
    [InlineData("-")]
    [InlineData("--\n")]
    [InlineData("wrote ")]
    [InlineData("On Monday, she\n")]
    [InlineData("Link ")]
    [InlineData("@")]
    [InlineData("> a\n")]
    [InlineData("<p>")]
    [InlineData("<a <")]
    [InlineData("&amp")]
    [InlineData("<!-- ")]
    [InlineData("--b\n")]
    public void Long_bodies_are_cleaned_in_bounded_time(string piece)
    {
        var body = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        string[] types = ["text/plain", "text/html", "multipart/mixed; boundary=b"];
        foreach (var type in types)
        {
            AssertReadable(Encoding.ASCII.GetBytes($"Subject: {piece.Trim()}\nContent-Type: {type}\n\n{body}"));
            AssertReadable(Encoding.ASCII.GetBytes($"Subject: a{body.ReplaceLineEndings("")}\nContent-Type: {type}\n\nwrote {body}x"));
        }
    }

    private static void AssertReadable(byte[] mail)
    {
        var watch = Stopwatch.StartNew();
        using var stream = new MemoryStream(mail);
        try
        {
            var read = MailCleaner.Read(stream);
            Assert.InRange(read.Text.Length, 0, 4000);
            Assert.Equal(read.Text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(read.Text)));
        }
        catch (FormatException)
        {
            // Documented: there are no headers.
        }

        Assert.True(watch.Elapsed < Longest, $"{watch.Elapsed} for {mail.Length} bytes.");
    }
}
