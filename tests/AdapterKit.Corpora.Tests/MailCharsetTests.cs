using System.Text;
using AdapterKit.Training;

namespace AdapterKit.Corpora.Tests;

public sealed class MailCharsetTests
{
    [Theory]
    [InlineData("utf-7")]
    [InlineData("UTF-7")]
    [InlineData("\"unicode-1-1-utf-7\"")]
    [InlineData("unicode-2-0-utf-7")]
    public void Utf7_is_decoded(string charset) =>
        Assert.Equal("a. caf\u00E9 <b>", Clean(charset, Encoding.ASCII.GetBytes("caf+AOk- +ADw-b+AD4-")));

    [Theory]
    [InlineData("utf8")]
    [InlineData("\"utf 8\"")]
    [InlineData("x-unknown")]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("utf-7")]
    [InlineData("=?utf-8?q?x?=")]
    public void Bytes_that_a_charset_does_not_explain_are_utf8(string charset) =>
        Assert.Equal("a. caf\u00E9", Clean(charset, Encoding.UTF8.GetBytes("caf\u00E9")));

    [Theory]
    [InlineData("win-1251")]
    [InlineData("CP1251")]
    [InlineData("x-windows-1251")]
    public void Misspelt_charsets_are_understood(string charset) =>
        Assert.Equal(
            "a. \u043F\u0440\u0438\u0432\u0435\u0442",
            Clean(charset, TextEncodings.Find("windows-1251")!.GetBytes("\u043F\u0440\u0438\u0432\u0435\u0442")));

    [Fact]
    public void No_charset_with_any_bytes_is_an_error()
    {
        var random = new Random(1);
        string[] names = [.. TextEncodings.Names, "utf-7", "unicode-1-1-utf-7", "x-unknown", "", "default", "8bit", "iso-8859-99"];
        foreach (var name in names)
        {
            for (var round = 0; round < 50; round++)
            {
                var bytes = new byte[random.Next(60)];
                random.NextBytes(bytes);
                Assert.NotNull(MailCharset.Decode(bytes, name));
            }
        }
    }

    private static string Clean(string charset, byte[] body)
    {
        using var stream = new MemoryStream(
            [
                .. Encoding.ASCII.GetBytes($"Subject: a\nContent-Type: text/plain; charset={charset}\n"),
                .. "Content-Transfer-Encoding: 8bit\n\n"u8,
                .. body,
            ]);
        return MailCleaner.Clean(stream);
    }
}
